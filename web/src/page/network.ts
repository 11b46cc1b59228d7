// Map and stick diagram side by side, for the chosen schedule and day.
import { stick_height } from '../charts/stick_diagram';
import { class_mark } from '../classes';
import { piece_class } from '../charts/river_map';
import { day_name } from '../format';
import { ChartBox, type ChartPick } from './chart_box';
import { schedule_title, type Context, type Part } from './context';
import { el, part } from './dom';
import { class_legend } from './section_table';

/** What the pictures say in words: kilometres of river in each class. */
function told(context: Context): string {
  const { data, choice, language } = context;
  const km = [0, 0, 0, 0, 0, 0, 0];
  data.map.rivers.forEach((river, r) => river.pieces.forEach((piece, p) => (km[piece_class(data, choice.scenario, r, p, choice.day)] += piece.to_km - piece.from_km)));
  return km.map((length, grade) => (length > 0.5 && grade > 0 ? `${class_mark(grade, language)} ${length.toFixed(0)} km` : '')).filter(Boolean).join(language === 'zh' ? '，' : ', ');
}

export function network(context: Context): Part | null {
  const { data, say, language } = context;
  if (!data.map.rivers.length) return null;
  const pick = (picked: ChartPick) => {
    if (picked.section !== undefined) context.change({ section: picked.section, river: data.sections[picked.section].river });
    else if (picked.river !== undefined) context.change({ river: picked.river });
  };
  const where = () => `${schedule_title(data, context.choice.scenario)}, ${data.days.length ? day_name(data.days[context.choice.day], language) : ''}`;
  const map = new ChartBox(context, 'river_map', () => `${say('chart_river_map')}: ${where()}. ${told(context)}`, (width) => Math.max(340, Math.min(700, width * 0.92)), { width: 500, height: 560 }, undefined, pick);
  const stick = new ChartBox(context, 'stick_diagram', () => `${say('chart_stick_diagram')}: ${where()}`, (width) => stick_height(data, width), { width: 520, height: Math.min(580, stick_height(data, 520)) }, undefined, pick);
  const caption = el('p', { class: 'told', id: 'network-told' });
  const update = () => {
    caption.textContent = `${where()}: ${told(context)}`;
    map.update();
    stick.update();
  };
  update();
  return {
    element: part(
      'network',
      say('network_title'),
      say('network_note'),
      caption,
      el('div', { class: 'pair' }, el('figure', {}, map.element, el('figcaption', {}, say(data.map.rivers.some((r) => r.schematic) ? 'map_caption_schematic' : 'map_caption'))), el('figure', {}, stick.element, el('figcaption', {}, say('stick_caption')))),
      class_legend(context),
    ),
    update,
  };
}
