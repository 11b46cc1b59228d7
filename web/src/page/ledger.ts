// Travel times of releases, and the balances of the chosen schedule.
import { fixed, known, moment_name, percent, short, short_name, tiny, unknown, volume } from '../format';
import type { Language } from '../words/words';
import { schedule_title, type Context, type Part } from './context';
import { el, part, raised, table_box } from './dom';

export function travel_table(context: Context): Part | null {
  const { data, language, say } = context;
  if (!data.travel.length) return null;
  const offset = data.period.utc_offset_minutes;
  const rows = data.travel.map((t) =>
    el(
      'tr',
      { 'data-scenario': data.scenarios[t.scenario]?.name },
      el('td', { class: 'text' }, data.scenarios[t.scenario] ? schedule_title(data, t.scenario) : ''),
      el('td', { class: 'text' }, `${short_name(data.waters?.[t.water]?.[language] ?? '')}: ${t.releases.join(language === 'zh' ? '、' : ', ')}`),
      el('th', { scope: 'row', class: 'name' }, data.sections[t.section]?.name ?? ''),
      el('td', {}, moment_name(t.release_start, offset, language)),
      el('td', {}, t.arrival ? moment_name(t.arrival, offset, language) : say('not_arrived')),
      el('td', { class: 'number strong', 'data-value': t.travel_h }, known(t.travel_h) ? (t.travel_h >= 48 ? say('days_number', { days: fixed(t.travel_h / 24, 1) }) : `${fixed(t.travel_h, 0)} h`) : unknown),
      el('td', { class: 'number' }, percent(t.share_before)),
      el('td', { class: 'number' }, percent(t.share_at_peak), t.still_rising ? ' ↗' : ''),
    ),
  );
  const heads = ['schedule', 'release', 'section', 'release_begins', 'arrival', 'travel_time', 'share_before', 'share_peak'] as const;
  return {
    element: part('travel', say('travel_title'), say('travel_note'), table_box(say('travel_title'), el('table', { class: 'plain', id: 'travel-table' }, el('thead', {}, el('tr', {}, ...heads.map((key) => el('th', { scope: 'col' }, say(key))))), el('tbody', {}, ...rows)))),
  };
}

/** An amount of an account: volumes as such, masses in tonnes. */
function amount(value: number, unit: string, language: Language): string {
  if (unit === 'm3') return volume(value, language);
  if (unit === 'g') return `${short(value / 1e6, 4)} t`;
  const written = unit.replace('uS cm-1', 'µS/cm').replace(' m3', '\u202fm³');
  return `${Math.abs(value) >= 1e6 ? tiny(value, 3) : short(value, 4)} ${written}`;
}

export function balance_table(context: Context): Part | null {
  const { data, language, say } = context;
  if (!data.balance.length) return null;
  const body = el('tbody');
  const caption = el('p', { class: 'told' });
  let drawn = -1;
  const update = () => {
    if (context.choice.scenario === drawn) return;
    drawn = context.choice.scenario;
    body.replaceChildren();
    caption.textContent = schedule_title(data, context.choice.scenario);
    for (const account of data.balance) {
      const row = account.by_scenario[context.choice.scenario];
      if (!row) continue;
      const cell = (key: 'in' | 'out' | 'reacted' | 'stored_change') => el('td', { class: 'number', 'data-value': row[key], 'data-figure': key }, raised(amount(row[key], account.unit, language)));
      body.append(el('tr', { 'data-account': account.account }, el('th', { scope: 'row', class: 'name' }, short_name(account[language])), cell('in'), cell('out'), cell('reacted'), cell('stored_change'), el('td', { class: 'number', 'data-value': row.relative_error, 'data-figure': 'relative_error' }, raised(tiny(row.relative_error)))));
    }
  };
  update();
  const heads = ['account', 'into', 'out_of', 'reacted', 'stored', 'relative_error'] as const;
  return {
    element: part('balance', say('balance_title'), say('balance_note'), caption, table_box(say('balance_title'), el('table', { class: 'plain', id: 'balance-table' }, el('thead', {}, el('tr', {}, ...heads.map((key) => el('th', { scope: 'col' }, say(key))))), body))),
    update,
  };
}
