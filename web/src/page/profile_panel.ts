// A variable along a river on the chosen day.
import { variable_index } from '../charts/choice';
import { profile_of_river } from '../charts/river_profile';
import { title_of } from '../charts/section_series';
import { day_name } from '../format';
import { ChartBox } from './chart_box';
import type { Context, Part } from './context';
import { el, part, picker } from './dom';
import { compare } from './section_panel';

export function profile_panel(context: Context): Part | null {
  const { data, language, say } = context;
  const profiles = data.profiles;
  if (!profiles.rivers.length || !profiles.variables.length) return null;
  let variable = profiles.variables[0].name;
  const controls = el('div', { class: 'controls' });
  const river_of = (river: number) => (profile_of_river(data, river) >= 0 ? river : profiles.rivers[0].river);
  const chart = new ChartBox(
    context,
    'river_profile',
    () => `${say('chart_river_profile')}: ${data.map.rivers[river_of(context.choice.river)].name}, ${profiles.variables[variable_index(profiles.variables, variable)][language]}`,
    (width) => (width < 500 ? 380 : 400),
    { width: 1040, height: 290 },
    (choice) => ({ ...choice, variable, river: river_of(choice.river) }),
  );
  const rivers = profiles.rivers.map((r) => ({ value: String(r.river), text: data.map.rivers[r.river].name }));
  const title = el('h3', { id: 'panel-river' });
  const update = () => {
    const { choice } = context;
    const held = controls.contains(document.activeElement) ? [...controls.querySelectorAll('select, input')].indexOf(document.activeElement as HTMLElement) : -1;
    const river = river_of(choice.river);
    title.textContent = `${data.map.rivers[river].name} · ${data.days.length ? day_name(data.days[choice.day], language) : ''}`;
    controls.replaceChildren(
      picker(say('river'), rivers, String(river), (value) => context.change({ river: Number(value) })),
      picker(
        say('variable'),
        profiles.variables.map((v) => ({ value: v.name, text: title_of(v, language) })),
        variable,
        (value) => {
          variable = value;
          update();
        },
      ),
      compare(context),
    );
    if (held >= 0) controls.querySelectorAll<HTMLElement>('select, input')[held]?.focus({ preventScroll: true });
    chart.update();
  };
  update();
  return { element: part('profile', say('profile_title'), say('profile_note'), controls, title, chart.element), update };
}
