// Class of every section by day, with what limits it on the chosen day and when the target is missed. A row picks its section.
import { class_at, class_mark } from '../classes';
import type { Verdict } from '../data/bulletin';
import { day_name, fixed, known, percent, plain_name, signed_percent, unknown } from '../format';
import { schedule_title, type Context, type Part } from './context';
import { day_columns, day_heads, days_of, extreme, mark_day, span_name } from './days';
import { el, part, table_box, type Child } from './dom';

/** What of a section the page shows: the section, and its variable where that limits it. */
function pick_section(context: Context, section: number, day?: number): void {
  context.change({ section, river: context.data.sections[section].river, ...(day === undefined ? {} : { day }) });
}

function limit_text(context: Context, verdict: Verdict, section: number, day: number): Child {
  const { data, choice } = context;
  const index = (choice.full ? verdict.full_limiting : verdict.limiting)[day];
  if (index === undefined || index < 0) return unknown;
  const indicator = data.indicators[index];
  const value = choice.full && verdict.full_limiting[day] !== verdict.limiting[day] ? null : verdict.value[day];
  const limit = indicator.limits ? indicator.limits[data.sections[section].target_class - 1] : indicator.range ? indicator.range.join('–') : null;
  // as many digits as limits of that size are told in
  const shown = known(value) ? fixed(value, value < 1 ? 3 : value < 10 ? 2 : 1) : '';
  return el('span', {}, el('b', {}, shown), limit === null || limit === undefined ? '' : ` / ${limit}`);
}

/** Of water that is black and odorous, where that was looked at. */
function black_odour({ say }: Context, verdict: Verdict): Child {
  const grade = verdict.black_odour ?? 0;
  return grade > 1 ? el('span', { class: 'flag bad' }, say(grade > 2 ? 'black_odour_heavy' : 'black_odour_light')) : null;
}

export function section_table(context: Context): Part | null {
  const { data, language, say } = context;
  if (!data.sections.length) return null;
  const columns = day_columns(data.days.length);
  const members = data.verdicts.some((of) => of?.some((verdict) => verdict?.probability));
  const today_heads = [say('limiting'), say('value_limit'), say('margin'), ...(members ? [say('p_exceed')] : [])];
  const period_heads = [say('first_exceedance'), say('days_exceeding'), say('days_met')];
  const head_today = el('th', { colspan: today_heads.length, scope: 'colgroup', class: 'group first' });
  const head_classes = el('th', { colspan: columns.first.length, scope: 'colgroup', class: 'group' });
  const head = el(
    'thead',
    {},
    el(
      'tr',
      {},
      el('th', { scope: 'col', rowspan: 2, class: 'name' }, say('section')),
      el('th', { scope: 'col', rowspan: 2, class: 'target' }, say('target')),
      head_classes,
      head_today,
      el('th', { colspan: period_heads.length, scope: 'colgroup', class: 'group first' }, say('whole_period')),
    ),
    el('tr', {}, ...day_heads(context, columns), ...today_heads.map((text, i) => el('th', { scope: 'col', class: i ? 'after number' : 'after first' }, text)), ...period_heads.map((text, i) => el('th', { scope: 'col', class: i ? 'after number' : 'after first' }, text))),
  );
  const body = el('tbody');
  const table = el('table', { class: 'sections', id: 'section-table' }, el('caption', { class: 'unseen' }, say('sections_title')), head, body);

  const row_of = (section: number, verdict: Verdict): HTMLElement => {
    const { choice } = context;
    const about = data.sections[section];
    const classes = choice.full ? verdict.full_class : verdict.class;
    const day = choice.day;
    const cells = columns.first.map((first, column) => {
      let grade = 0;
      let doubt = false;
      const days = days_of(columns, column, data.days.length);
      for (const d of days) {
        grade = Math.max(grade, class_at(classes, d));
        doubt = doubt || verdict.certified?.charAt(d) === '?';
      }
      const missed = grade > about.target_class;
      const notes = [missed ? say('beyond_target') : '', doubt ? say('in_doubt') : '', verdict.probability ? `${say(days.length > 1 ? 'p_exceed_largest' : 'p_exceed')} ${percent(extreme(verdict.probability.exceed, days, 1))}` : ''].filter(Boolean);
      const hint = `${about.name} ${span_name(data.days, columns, column, language)}: ${class_mark(grade, language)}${notes.length ? ` (${notes.join('; ')})` : ''}`;
      return el('td', { class: `class c${grade}${missed ? ' missed' : ''}`, 'data-day': first, 'data-class': grade, title: hint }, class_mark(grade, language), doubt ? el('sup', {}, '?') : null);
    });
    const limiting = (choice.full ? verdict.full_limiting : verdict.limiting)[day];
    const margin = verdict.target_margin ? verdict.target_margin[day] : verdict.margin[day];
    const first_day = verdict.first_exceedance;
    const row = el(
      'tr',
      { 'data-section': section, class: section === choice.section ? 'picked' : '', 'aria-selected': String(section === choice.section) },
      el('th', { scope: 'row', class: 'name' }, el('button', { type: 'button' }, about.name), about.national ? el('span', { class: 'flag', title: say('national') }, say('national_mark')) : null, black_odour(context, verdict), el('span', { class: 'river' }, data.map.rivers[about.river]?.name ?? '')),
      el('td', { class: 'target' }, class_mark(about.target_class, language)),
      ...cells,
      el('td', { class: 'text after first' }, limiting >= 0 ? plain_name(data.indicators[limiting][language]) : unknown),
      el('td', { class: 'after number' }, limit_text(context, verdict, section, day)),
      el('td', { class: `after number${known(margin) && margin < 0 ? ' bad' : ''}` }, choice.full ? unknown : signed_percent(margin)),
      members ? el('td', { class: 'after number' }, percent(verdict.probability?.exceed[day])) : null,
      el('td', { class: 'after first' }, known(first_day) ? day_name(data.days[first_day], language) : unknown),
      el('td', { class: `after number${verdict.days_exceeding ? ' bad' : ''}`, 'data-value': verdict.days_exceeding }, verdict.days_exceeding ? `${verdict.days_exceeding} / ${verdict.longest_exceedance_days}` : '0'),
      el('td', { class: 'after number', 'data-value': verdict.share_days_meeting_target, 'data-figure': 'share_days_meeting_target' }, percent(verdict.share_days_meeting_target)),
    );
    return row;
  };

  body.addEventListener('click', (event) => {
    const cell = event.target as HTMLElement;
    const row = cell.closest('tr');
    if (!row) return;
    const day = cell.closest('td')?.getAttribute('data-day');
    pick_section(context, Number(row.dataset.section), day === null || day === undefined ? undefined : Number(day));
  });
  body.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (!step) return;
    const buttons = [...body.querySelectorAll('button')];
    const next = buttons[buttons.indexOf(event.target as HTMLButtonElement) + step];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });

  const update = () => {
    const focused = document.activeElement?.closest('#section-table tr')?.getAttribute('data-section');
    const verdicts = data.verdicts[context.choice.scenario];
    body.replaceChildren();
    for (let s = 0; s < data.sections.length; ++s) {
      const verdict = verdicts?.[s];
      if (verdict) body.append(row_of(s, verdict));
    }
    head_classes.textContent = `${columns.each > 1 ? say('class_by_days', { days: columns.each }) : say('class_by_day')} · ${schedule_title(data, context.choice.scenario)}`;
    head_today.textContent = data.days.length ? day_name(data.days[context.choice.day], language) : '';
    mark_day(table, columns, context.choice.day);
    if (focused !== null && focused !== undefined) body.querySelector<HTMLElement>(`tr[data-section="${focused}"] button`)?.focus({ preventScroll: true });
  };
  update();
  const full = el('input', { type: 'checkbox', id: 'full', checked: context.choice.full, change: (event: Event) => context.change({ full: (event.target as HTMLInputElement).checked }) });
  const more = el('div', { class: 'controls' }, el('label', { class: 'check' }, full, say('all_indicators')));
  return { element: part('sections', say('sections_title'), say('sections_note'), more, table_box(say('sections_title'), table), class_legend(context)), update };
}

/** The classes with their colours and marks. */
export function class_legend(context: Context): HTMLElement {
  const { data } = context;
  const unjudged = data.map.class.some((of) => of?.some((river) => river.some((piece) => piece.includes('0')))) || data.verdicts.some((of) => of?.some((verdict) => verdict?.class.includes('0')));
  return el(
    'ul',
    { class: 'legend', 'aria-label': context.say('legend') },
    ...[1, 2, 3, 4, 5, 6].map((grade) => el('li', {}, el('span', { class: `class c${grade}` }, class_mark(grade, context.language)), context.say(`rating_${grade}` as 'rating_1'))),
    unjudged ? el('li', {}, el('span', { class: 'class c0' }, '–'), context.say('not_judged')) : null,
    el('li', {}, el('span', { class: 'class c3 missed' }, '\u2003'), context.say('beyond_target')),
  );
}

/** Digits of a discharge. */
export function flow(value: number | null | undefined): string {
  return known(value) ? (Math.abs(value) >= 100 ? fixed(value, 0) : fixed(value, 2)) : unknown;
}
