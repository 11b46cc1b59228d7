// How the bulletin was made: program, command, inputs with their sums, and the resolved case, folded.
import { moment_name } from '../format';
import type { Context, Part } from './context';
import { el, part, table_box } from './dom';

export function provenance(context: Context): Part {
  const { data, language, say } = context;
  const made = data.made;
  const rows: [string, string][] = [
    [say('made_program'), `qingliu ${made.version} (${made.commit})`],
    [say('made_when'), moment_name(made.created, data.period.utc_offset_minutes, language, true)],
    [say('made_command'), made.command],
    [say('made_standard'), `${data.standard.name} ${data.standard.title}`],
    [say('made_datum'), made.vertical_datum],
    [say('made_conventions'), made.conventions],
    [say('made_case'), `${data.case} · ${data.period.start} – ${data.period.end}`],
  ];
  const licences = document.getElementById('licences') as HTMLTemplateElement | null;
  return {
    element: part(
      'provenance',
      say('made_title'),
      null,
      el('dl', { class: 'made' }, ...rows.filter((row) => row[1]).flatMap((row) => [el('dt', {}, row[0]), el('dd', {}, row[1])])),
      made.checksums.length
        ? el(
            'details',
            {},
            el('summary', {}, say('made_inputs', { count: made.checksums.length })),
            table_box(say('made_inputs', { count: made.checksums.length }), el('table', { class: 'plain sums' }, el('tbody', {}, ...made.checksums.map((sum) => el('tr', {}, el('td', { class: 'text' }, sum.file), el('td', { class: 'text' }, el('code', {}, sum.sum))))))),
          )
        : null,
      made.resolved_case ? el('details', {}, el('summary', {}, say('made_resolved')), el('pre', { tabindex: 0, lang: 'en' }, made.resolved_case)) : null,
      licences ? el('details', {}, el('summary', {}, say('made_licences')), el('pre', { tabindex: 0, lang: 'en' }, licences.content.textContent ?? '')) : null,
    ),
  };
}
