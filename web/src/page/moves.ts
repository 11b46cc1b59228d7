// What can be done: the latest moment a release still helps a section that would miss its target, and what operated schedules decided.
import { day_name, fixed, moment_name, short } from '../format';
import { schedule_title, type Context, type Part } from './context';
import { el, part, table_box } from './dom';

const most_decisions = 24;

export function moves(context: Context): Part | null {
  const { data, language, say } = context;
  const offset = data.period.utc_offset_minutes;
  const parts: (HTMLElement | null)[] = [];
  const list = data.moves ?? [];
  if (list.length) {
    const rows = list.map((move) =>
      el(
        'tr',
        { class: move.possible ? '' : 'late' },
        el('th', { scope: 'row', class: 'name' }, data.sections[move.section].name),
        el('td', {}, data.days[move.day] ? day_name(data.days[move.day], language) : ''),
        el('td', { class: 'text' }, `${data.waters?.[move.water]?.[language] ?? ''}: ${move.releases.join(language === 'zh' ? '、' : ', ')}`),
        el('td', { class: 'number' }, `${fixed(move.travel_h, 0)} h`),
        el('td', { class: 'strong' }, moment_name(move.latest, offset, language), move.possible ? null : el('span', { class: 'flag' }, say('too_late'))),
      ),
    );
    parts.push(
      table_box(
        say('moves_title'),
        el('table', { class: 'plain', id: 'moves-table' }, el('thead', {}, el('tr', {}, ...(['section', 'first_miss', 'release', 'travel_time', 'latest_moment'] as const).map((key) => el('th', { scope: 'col' }, say(key))))), el('tbody', {}, ...rows)),
      ),
    );
  }
  const decided = data.decisions ?? [];
  const box = el('div');
  const by = (scenario: number) => decided.filter((d) => d.scenario === scenario || d.scenario === data.scenarios[scenario].name);
  let drawn = -1;
  const update = () => {
    // those of the chosen schedule, or of the first that was operated
    let scenario = context.choice.scenario;
    if (!by(scenario).length) scenario = data.scenarios.findIndex((_schedule, s) => by(s).length > 0);
    if (scenario < 0 || scenario === drawn) return;
    drawn = scenario;
    const of_schedule = by(scenario);
    box.replaceChildren(el('h3', {}, `${say('decisions_title')} · ${schedule_title(data, scenario)}`));
    const shown = of_schedule.slice(0, most_decisions);
    box.append(
      table_box(
        say('decisions_title'),
        el(
          'table',
          { class: 'plain', id: 'decisions-table' },
          el('thead', {}, el('tr', {}, ...(['decision_time', 'decision_target', 'decision_from', 'decision_to', 'decided_by', 'reason'] as const).map((key) => el('th', { scope: 'col' }, say(key))))),
          el(
            'tbody',
            {},
            ...shown.map((d) =>
              el(
                'tr',
                {},
                el('td', {}, moment_name(d.time, offset, language)),
                el('th', { scope: 'row', class: 'name' }, d.target),
                el('td', { class: 'number' }, typeof d.from === 'number' ? short(d.from) : d.from),
                el('td', { class: 'number strong' }, typeof d.to === 'number' ? short(d.to) : (d.to ?? ''), d.unit ? ` ${d.unit.replace('m3', 'm³')}` : ''),
                el('td', { class: 'text' }, d.decided_by === 'schedule' ? say('by_schedule') : d.decided_by),
                el('td', { class: 'text' }, d.reason?.[language] ?? ''),
              ),
            ),
          ),
        ),
      ),
    );
    if (of_schedule.length > shown.length) box.append(el('p', { class: 'note' }, say('more_rows', { shown: shown.length, all: of_schedule.length })));
  };
  update();
  if (!parts.length && !decided.length) return null;
  return { element: part('moves', say('moves_title'), list.length ? say('moves_note') : null, ...parts, decided.length ? box : null), update };
}
