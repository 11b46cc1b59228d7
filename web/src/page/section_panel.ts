// One section through the period: any variable under the schedules compared, its ecological flow, and where its water comes from.
import { leading_scenarios, variable_index } from '../charts/choice';
import { title_of } from '../charts/section_series';
import { fixed, known, short_name } from '../format';
import { ChartBox } from './chart_box';
import { schedule_title, type Context, type Part } from './context';
import { el, part, picker } from './dom';

export function section_panel(context: Context): Part | null {
  const { data, language, say } = context;
  if (!data.sections.length || !data.series.variables.length) return null;
  const variables = data.series.variables.map((v) => ({ value: v.name, text: title_of(v, language) }));
  const sections = data.sections.map((s, i) => ({ value: String(i), text: `${s.name} · ${data.map.rivers[s.river]?.name ?? ''}` }));
  const controls = el('div', { class: 'controls' });
  const title = el('h3', { id: 'panel-section' });
  const about = () => data.sections[context.choice.section].name;
  const series = new ChartBox(
    context,
    'section_series',
    () => `${say('chart_section_series')}: ${about()}, ${data.series.variables[variable_index(data.series.variables, context.choice.variable)][language]}`,
    (width) => (width < 500 ? 380 : 400),
    { width: 1040, height: 330 },
  );
  const flow = new ChartBox(context, 'ecological_flow', () => `${say('chart_ecological_flow')}: ${about()}`, () => 280, { width: 515, height: 250 });
  const shares = data.waters?.length && data.shares ? new ChartBox(context, 'water_shares', () => `${say('chart_water_shares')}: ${about()}. ${share_told()}`, () => 280, { width: 515, height: 250 }) : null;
  const share_text = el('p', { class: 'told', id: 'shares-told' });
  const share_caption = el('figcaption');
  const share_told = (): string => {
    const { scenario, section, day } = context.choice;
    const of_section = data.shares?.values[scenario]?.[section];
    const parts = (data.waters ?? []).map((water, w) => {
      const share = of_section?.[w]?.[day];
      return known(share) ? `${short_name(water[language])} ${fixed(share * 100, 1)}%` : '';
    });
    const age = data.age?.[scenario]?.[section]?.[day];
    if (known(age)) parts.push(say('age', { days: fixed(age, 1) }));
    return parts.filter(Boolean).join(language === 'zh' ? '，' : ', ');
  };
  const update = () => {
    const { choice } = context;
    title.textContent = `${about()} · ${data.map.rivers[data.sections[choice.section].river]?.name ?? ''} ${fixed(data.sections[choice.section].chainage_km, 1)} km`;
    controls.replaceChildren(
      picker(say('section'), sections, String(choice.section), (value) => context.change({ section: Number(value), river: data.sections[Number(value)].river })),
      picker(say('variable'), variables, choice.variable, (value) => context.change({ variable: value })),
      compare(context),
    );
    series.update();
    flow.update();
    shares?.update();
    share_text.textContent = share_told();
    share_caption.textContent = `${say('chart_water_shares')} · ${schedule_title(data, choice.scenario)}`;
    flow_caption.textContent = `${say('chart_ecological_flow')} · ${schedule_title(data, choice.scenario)}`;
  };
  const flow_caption = el('figcaption');
  const element = part('section', say('section_title'), say('section_note'), controls, title, series.element, el('div', { class: 'pair' }, el('figure', {}, flow_caption, flow.element), shares ? el('figure', {}, share_caption, shares.element, share_text) : null));
  // the bars that hold the focus must survive an update of the rest
  const guarded = () => {
    const held = controls.contains(document.activeElement) ? [...controls.querySelectorAll('select, input')].indexOf(document.activeElement as HTMLElement) : -1;
    update();
    if (held >= 0) controls.querySelectorAll<HTMLElement>('select, input')[held]?.focus({ preventScroll: true });
  };
  update();
  return { element, update: guarded };
}

/** Whether the curves compare schedules or show the chosen one alone; nothing where there is but one. */
export function compare(context: Context): HTMLElement | string {
  const { say, choice } = context;
  const scenarios = leading_scenarios(context.data);
  if (scenarios.length < 2) return '';
  const box = el('input', {
    type: 'checkbox',
    class: 'compare',
    checked: choice.scenarios.length > 1,
    change: (event: Event) => context.change({ scenarios: (event.target as HTMLInputElement).checked ? scenarios : [choice.scenario] }),
  });
  return el('label', { class: 'check' }, box, say('compare_all'));
}
