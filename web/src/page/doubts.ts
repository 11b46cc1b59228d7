// What could be wrong: doubts, the skill against observations, and every estimate.
import { short, short_name, signed_percent } from '../format';
import { coded_sentence } from './coded';
import type { Context, Part } from './context';
import { el, part, raised, table_box } from './dom';

export function doubts(context: Context): Part | null {
  const { data, language, say } = context;
  const skill = data.skill ?? [];
  const items = data.estimates.items;
  if (!data.doubts.length && !skill.length && !data.estimates.count) return null;
  const name_of = (list: { name: string }[], key: string | number) => (typeof key === 'number' ? (list[key]?.name ?? String(key)) : key);
  const variable_of = (key: string | number) => {
    const variable = typeof key === 'number' ? data.series.variables[key] : data.series.variables.find((v) => v.name === key);
    return variable ? short_name(variable[language]) : String(key);
  };
  return {
    element: part(
      'doubts',
      say('doubts_title'),
      say('doubts_note'),
      data.doubts.length ? el('ol', { class: 'doubts' }, ...data.doubts.map((doubt) => el('li', { 'data-code': doubt.code }, raised(coded_sentence(context, 'doubt', doubt))))) : null,
      skill.length ? el('h3', {}, say('skill_title')) : null,
      skill.length
        ? table_box(
            say('skill_title'),
            el(
              'table',
              { class: 'plain' },
              el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, say('section')), el('th', { scope: 'col' }, say('variable')), ...['NSE', 'KGE', 'PBIAS', 'n'].map((text) => el('th', { scope: 'col' }, text)))),
              el('tbody', {}, ...skill.map((row) => el('tr', {}, el('th', { scope: 'row', class: 'name' }, name_of(data.sections, row.section)), el('td', { class: 'text' }, variable_of(row.variable)), ...[short(row.nse), short(row.kge), signed_percent(row.pbias), String(row.pairs)].map((value) => el('td', { class: 'number' }, value))))),
            ),
          )
        : null,
      data.estimates.count
        ? el(
            'details',
            { class: 'estimates' },
            el('summary', {}, say('estimates_count', { count: data.estimates.count })),
            table_box(
              say('estimates_title'),
              el(
                'table',
                { class: 'plain' },
                el('thead', {}, el('tr', {}, ...(['estimate_what', 'estimate_where', 'estimate_file', 'confidence'] as const).map((key) => el('th', { scope: 'col' }, say(key))))),
                el('tbody', {}, ...items.map((item) => el('tr', {}, el('td', { class: 'text' }, item.what), el('td', { class: 'text' }, item.note ?? ''), el('td', { class: 'text' }, item.line ? `${item.file}:${item.line}` : item.file), el('td', {}, item.confidence)))),
              ),
            ),
            items.length < data.estimates.count ? el('p', { class: 'note' }, say('more_rows', { shown: items.length, all: data.estimates.count })) : null,
          )
        : null,
    ),
  };
}
