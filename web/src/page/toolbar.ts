// The bar that stays in sight: schedule, day with slider and play, language. All of the page follows it.
import { day_name } from '../format';
import type { Language } from '../words/words';
import { schedule_title, type Context, type Part } from './context';
import { el, picker } from './dom';

const day_on_screen = 700; // ms of a day while playing
let timer: number | undefined;

export function stop_playing(): void {
  if (timer !== undefined) window.clearInterval(timer);
  timer = undefined;
}

export function toolbar(context: Context, scenarios: number[], set_language: (language: Language) => void): Part {
  const { data, language, choice, say, change } = context;
  const last = data.days.length - 1;
  const schedule = picker(
    say('schedule'),
    scenarios.map((s) => ({ value: String(s), text: schedule_title(data, s) + (s === data.best ? ` ★ ${say('best_mark')}` : '') })),
    String(choice.scenario),
    (value) => change({ scenario: Number(value) }),
  );
  schedule.id = 'pick-schedule';
  const slider = el('input', {
    type: 'range',
    id: 'day-slider',
    min: 0,
    max: Math.max(0, last),
    step: 1,
    value: choice.day,
    'aria-label': say('day'),
    input: (event: Event) => {
      stop_playing();
      change({ day: Number((event.target as HTMLInputElement).value) });
    },
  });
  const told = el('output', { for: 'day-slider', id: 'day-told' });
  const play = el('button', { type: 'button', id: 'play', class: 'icon' });
  const tell_play = () => {
    play.textContent = timer === undefined ? '▶' : '❚❚';
    play.setAttribute('aria-label', timer === undefined ? say('play') : say('pause'));
    play.setAttribute('aria-pressed', String(timer !== undefined));
  };
  play.addEventListener('click', () => {
    if (timer !== undefined) {
      stop_playing();
    } else {
      if (context.choice.day >= last) change({ day: 0 });
      timer = window.setInterval(() => {
        if (context.choice.day >= last) {
          stop_playing();
          tell_play();
        } else {
          change({ day: context.choice.day + 1 });
        }
      }, day_on_screen);
    }
    tell_play();
  });
  const languages = el(
    'div',
    { class: 'languages', role: 'group', 'aria-label': say('language') },
    ...(['zh', 'en'] as const).map((of) =>
      el('button', { type: 'button', lang: of === 'zh' ? 'zh-CN' : 'en', 'aria-pressed': String(of === language), 'data-language': of, click: () => set_language(of) }, of === 'zh' ? '中文' : 'English'),
    ),
  );
  const update = () => {
    (schedule.querySelector('select') as HTMLSelectElement).value = String(context.choice.scenario);
    slider.value = String(context.choice.day);
    const text = data.days.length ? day_name(data.days[context.choice.day], language) : '';
    told.textContent = text;
    slider.setAttribute('aria-valuetext', text);
    tell_play();
  };
  update();
  return {
    element: el(
      'div',
      { class: 'toolbar', role: 'toolbar', 'aria-label': say('toolbar') },
      schedule,
      el('div', { class: 'time' }, play, slider, told),
      languages,
    ),
    update,
  };
}
