// Ecological flow at the sections that have one: met or missed by day, least daily mean, days and volume short.
import type { Verdict } from '../data/bulletin';
import { day_name, known, percent, short, unknown, volume } from '../format';
import { schedule_title, type Context, type Part } from './context';
import { day_columns, day_heads, days_of, extreme, mark_day, span_name } from './days';
import { el, part, table_box } from './dom';
import { flow } from './section_table';

function targets(verdict: Verdict): number[] {
  return verdict.target.filter((target): target is number => known(target) && target > 0);
}

export function ecology_table(context: Context): Part | null {
  const { data, language, say } = context;
  const sections = data.sections.map((_section, s) => s).filter((s) => data.verdicts.some((of) => of?.[s] && targets(of[s] as Verdict).length));
  if (!sections.length) return null;
  const columns = day_columns(data.days.length);
  const estimated = sections.some((s) => data.sections[s].ecological_estimate);
  const heads = ['discharge_of_day', 'least_flow', 'least_margin', 'days_short', 'deficit', 'days_met'] as const;
  const head_today = el('span');
  const body = el('tbody');
  const caption = el('p', { class: 'told' });
  const table = el(
    'table',
    { class: 'sections ecology', id: 'ecology-table' },
    el('caption', { class: 'unseen' }, say('ecology_title')),
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        el('th', { scope: 'col', class: 'name' }, say('section')),
        el('th', { scope: 'col', class: 'number' }, say('ecological_target_short')),
        ...day_heads(context, columns),
        ...heads.map((key) => el('th', { scope: 'col', class: key === 'discharge_of_day' ? 'after number first' : 'after number' }, key === 'discharge_of_day' ? head_today : say(key))),
      ),
    ),
    body,
  );
  const update = () => {
    const { choice } = context;
    body.replaceChildren();
    caption.textContent = schedule_title(data, choice.scenario);
    head_today.textContent = data.days.length ? say('discharge_of_day', { day: day_name(data.days[choice.day], language) }) : '';
    for (const s of sections) {
      const verdict = data.verdicts[choice.scenario]?.[s];
      if (!verdict) continue;
      const wanted = targets(verdict);
      const low = Math.min(...wanted);
      const high = Math.max(...wanted);
      const short_days = [...verdict.ecological].filter((mark) => mark === '0').length;
      const least = verdict.minimum_daily_discharge;
      let ratio: number | null = null;
      verdict.discharge.forEach((q, d) => {
        const target = verdict.target[d];
        if (known(q) && known(target) && target > 0) ratio = ratio === null ? q / target : Math.min(ratio, q / target);
      });
      body.append(
        el(
          'tr',
          { 'data-section': s, class: s === choice.section ? 'picked' : '' },
          el('th', { scope: 'row', class: 'name' }, el('button', { type: 'button', click: () => context.change({ section: s, river: data.sections[s].river, variable: 'discharge' }) }, data.sections[s].name), data.sections[s].key_ecological ? el('span', { class: 'flag', title: say('key_ecological') }, say('key_mark')) : null),
          el('td', { class: 'number' }, wanted.length ? (low === high ? flow(low) : `${flow(low)}–${flow(high)}`) : unknown, data.sections[s].ecological_estimate ? '~' : null),
          ...columns.first.map((first, column) => {
            const days = days_of(columns, column, data.days.length);
            const marks = days.map((d) => verdict.ecological.charAt(d));
            const mark = marks.includes('0') ? '0' : marks.includes('1') ? '1' : '-';
            return el('td', { class: `flow f${mark === '-' ? 'x' : mark}`, 'data-day': first, title: `${data.sections[s].name} ${span_name(data.days, columns, column, language)}: ${days.length > 1 ? `${say('least_of_days')} ` : ''}${flow(extreme(verdict.discharge, days, -1))} m³/s` }, mark === '0' ? '×' : '');
          }),
          el('td', { class: 'after number first' }, flow(verdict.discharge[choice.day])),
          el('td', { class: 'after number', 'data-value': least, 'data-figure': 'min_daily_m3s' }, flow(least)),
          el('td', { class: `after number${known(ratio) && ratio < 1 ? ' bad' : ''}` }, known(ratio) ? `${short(ratio, 2)}×` : unknown),
          el('td', { class: `after number${short_days ? ' bad' : ''}` }, String(short_days)),
          el('td', { class: 'after number', 'data-value': verdict.deficit_m3, 'data-figure': 'deficit_m3' }, volume(verdict.deficit_m3, language)),
          el('td', { class: 'after number', 'data-value': verdict.share_days_ecological_met, 'data-figure': 'share_days_met' }, percent(verdict.share_days_ecological_met)),
        ),
      );
    }
    mark_day(table, columns, choice.day);
  };
  update();
  return { element: part('ecology', say('ecology_title'), say(estimated ? 'ecology_note_estimated' : 'ecology_note'), caption, table_box(say('ecology_title'), table)), update };
}
