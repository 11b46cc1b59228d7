// Schedules as columns, measures as rows: the best value of each row is marked, a dominated schedule is grey and says by which.
import { leading_scenarios } from '../charts/choice';
import { section_days } from '../charts/schedule_classes';
import { class_mark } from '../classes';
import type { Missing } from '../data/bulletin';
import { fixed, known, money, percent, signed_percent, unknown, volume } from '../format';
import { say_code, type Key, type Language } from '../words/words';
import { schedule_title, type Context, type Part } from './context';
import { el, part, table_box } from './dom';

const order = ['sections_worse_than_v', 'share_sections_class_iii', 'share_ecological_flow_met', 'section_days_meeting', 'target_margin', 'flow_days_met', 'deficit_m3', 'diverted_m3', 'cost_yuan', 'decisions'];

function written(measure: string, value: number, measures: { [name: string]: number | null | undefined }, language: Language): string {
  if (/^share_/.test(measure)) return percent(value, 1);
  if (/margin$/.test(measure)) return signed_percent(value, 1);
  if (/_m3$/.test(measure)) return volume(value, language);
  if (/_yuan$/.test(measure)) return money(value, language);
  if (measure === 'section_days_meeting' && known(measures.section_days)) return `${fixed(value, 0)} / ${fixed(measures.section_days, 0)}`;
  if (measure === 'flow_days_met' && known(measures.flow_days)) return `${fixed(value, 0)} / ${fixed(measures.flow_days, 0)}`;
  return fixed(value, 0);
}

/** Section-days by class as a bar of the classes' colours. */
function class_bar(context: Context, scenario: number): HTMLElement {
  const days = section_days(context.data, scenario, context.choice.full);
  const all = days.slice(1).reduce((sum, n) => sum + n, 0);
  const told = days.map((n, grade) => (grade > 0 && n > 0 ? `${class_mark(grade, context.language)} ${n}` : '')).filter(Boolean);
  return el(
    'div',
    { class: 'bar', role: 'img', 'aria-label': told.join(', '), title: told.join('  ') },
    ...days.map((n, grade) => (grade > 0 && n > 0 ? el('span', { class: `class c${grade}`, style: `flex:${n}` }, n / all > 0.11 ? class_mark(grade, context.language) : '') : null)),
  );
}

/** How the best value of a row is written; undefined where a reader sees no difference. */
export function best_text(values: Missing<number>[], texts: string[], sense: Missing<'low' | 'high'>): string | undefined {
  const given = values.filter(known);
  if (!sense || new Set(texts.filter((_text, i) => known(values[i]))).size < 2) return undefined;
  return texts[values.indexOf(sense === 'low' ? Math.min(...given) : Math.max(...given))];
}

export function schedule_table(context: Context, scenarios: number[]): Part | null {
  const { data, language, say } = context;
  if (!scenarios.length) return null;
  const failed = data.scenarios.map((_s, i) => i).filter((i) => data.scenarios[i].failed);
  // orders only where some schedule gave any
  const told = (measure: string, value: number | null | undefined) => known(value) && (measure !== 'decisions' || value > 0);
  const measures = order.filter((measure) => scenarios.some((s) => told(measure, data.scenarios[s].measures[measure])));
  const table = el('table', { class: 'schedules', id: 'schedule-table' });
  const on_paper = leading_scenarios(data);
  let drawn = '';
  const update = () => {
    const { choice } = context;
    const wanted = `${choice.scenario} ${choice.full}`;
    if (wanted === drawn) return;
    drawn = wanted;
    const focused = document.activeElement?.closest('#schedule-table button')?.getAttribute('data-scenario');
    const column = (s: number) => `${data.scenarios[s].dominated_by === null || data.scenarios[s].dominated_by === undefined ? '' : 'dominated '}${s === choice.scenario ? 'picked ' : ''}${on_paper.includes(s) ? '' : 'screen'}`;
    const head = el(
      'tr',
      {},
      el('th', { scope: 'col', class: 'name' }, say('measure')),
      ...scenarios.map((s) =>
        el(
          'th',
          { scope: 'col', class: column(s) },
          el('button', { type: 'button', 'data-scenario': s, 'aria-pressed': String(s === choice.scenario), click: () => context.change({ scenario: s }) }, schedule_title(data, s)),
          s === data.best ? el('span', { class: 'best' }, `★ ${say('best_mark')}`) : null,
          known(data.scenarios[s].dominated_by) ? el('span', { class: 'by' }, say('dominated_by', { scenario: schedule_title(data, data.scenarios[s].dominated_by as number) })) : null,
        ),
      ),
    );
    const rows: HTMLElement[] = [
      el('tr', {}, el('th', { scope: 'row', class: 'name' }, say('section_days')), ...scenarios.map((s) => el('td', { class: column(s) }, class_bar(context, s)))),
    ];
    const sources = [...new Set(scenarios.flatMap((s) => data.scenarios[s].diverted.filter((d) => d.m3 > 0).map((d) => d.source)))];
    const of_sources = () =>
      sources.map((source) =>
        el(
          'tr',
          { class: 'sub', 'data-source': source },
          el('th', { scope: 'row', class: 'name' }, source),
          ...scenarios.map((s) => {
            const m3 = data.scenarios[s].diverted.find((d) => d.source === source)?.m3 ?? 0;
            return el('td', { class: `number ${column(s)}`, 'data-value': m3, 'data-scenario': data.scenarios[s].name }, m3 ? volume(m3, language) : unknown);
          }),
        ),
      );
    for (const measure of measures) {
      const sense = data.measure_sense[measure];
      const values = scenarios.map((s) => data.scenarios[s].measures[measure]);
      const texts = values.map((value, i) => (known(value) ? written(measure, value, data.scenarios[scenarios[i]].measures, language) : unknown));
      const best = best_text(values, texts, sense);
      rows.push(
        el(
          'tr',
          { 'data-measure': measure },
          el('th', { scope: 'row', class: 'name' }, say(`measure_${measure}` as Key, { mark: class_mark(6, language) })),
          ...scenarios.map((s, i) => {
            const value = values[i];
            const top = known(value) && texts[i] === best;
            return el('td', { class: `number ${column(s)}${top ? ' top' : ''}`, 'data-value': value, 'data-scenario': data.scenarios[s].name }, texts[i], top ? el('span', { class: 'unseen' }, ` (${say('best_value')})`) : null);
          }),
        ),
      );
      if (measure === 'diverted_m3') rows.push(...of_sources());
    }
    if (data.goals.length) {
      const goals = (s: number) => data.scenarios[s].goals;
      rows.push(
        el(
          'tr',
          {},
          el('th', { scope: 'row', class: 'name' }, say('goals_met')),
          ...scenarios.map((s) => el('td', { class: `number ${column(s)}`, title: goals(s).map((g, i) => `${g.met ? '✓' : '×'} ${say_code(language, 'goal', data.goals[i]?.name ?? '') ?? ''}`).join('\n') }, `${goals(s).filter((g) => g.met).length} / ${goals(s).length}`)),
        ),
      );
    }
    table.replaceChildren(el('caption', { class: 'unseen' }, say('schedules_title')), el('thead', {}, head), el('tbody', {}, ...rows));
    if (focused) table.querySelector<HTMLElement>(`button[data-scenario="${focused}"]`)?.focus({ preventScroll: true });
  };
  update();
  return {
    element: part(
      'schedules',
      say('schedules_title'),
      say('schedules_note'),
      table_box(say('schedules_title'), table),
      on_paper.length < scenarios.length ? el('p', { class: 'note paper' }, say('paper_columns', { shown: on_paper.length, all: scenarios.length })) : null,
      failed.length ? el('ul', { class: 'failures' }, ...failed.map((s) => el('li', {}, say('failed', { scenario: schedule_title(data, s), why: data.scenarios[s].failure ?? '' })))) : null,
    ),
    update,
  };
}
