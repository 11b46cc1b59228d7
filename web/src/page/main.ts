// The page: reads the data, builds its parts in the reader's language, and keeps them at one choice.
import { first_choice, shown_scenarios, type Choice } from '../charts/choice';
import type { Bulletin } from '../data/bulletin';
import { read_bulletin } from '../data/read';
import { say, type Language } from '../words/words';
import { dispose_charts, prepare_for_print } from './chart_box';
import { words_of, type Context, type Part } from './context';
import { el } from './dom';
import { doubts } from './doubts';
import { ecology_table } from './ecology_table';
import { balance_table, travel_table } from './ledger';
import { masthead } from './masthead';
import { moves } from './moves';
import { network } from './network';
import { profile_panel } from './profile_panel';
import { provenance } from './provenance';
import { schedule_table } from './schedule_table';
import { section_panel } from './section_panel';
import { section_table } from './section_table';
import { stop_playing, toolbar } from './toolbar';

/** ?lang=en or #lang=en, else what the page was written with. */
function first_language(): Language {
  const asked = /[?#&]lang=(zh|en)\b/.exec(location.search + location.hash);
  const given = asked ? asked[1] : document.documentElement.dataset.lang;
  return given === 'en' ? 'en' : 'zh';
}

function build(data: Bulletin, choice: Choice, language: Language): void {
  stop_playing();
  dispose_charts();
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.documentElement.dataset.lang = language;
  const parts: Part[] = [];
  const context: Context = {
    data,
    language,
    choice,
    say: words_of(language),
    change: (what) => {
      const alone = context.choice.scenarios.length === 1 && what.scenario !== undefined && what.scenarios === undefined;
      Object.assign(context.choice, what, alone ? { scenarios: [what.scenario as number] } : {});
      for (const part of parts) part.update?.();
    },
  };
  document.title = `${context.say('title')} · ${data.title || data.case}`;
  const shown = shown_scenarios(data);
  const set_language = (of: Language) => {
    if (of === language) return;
    build(data, context.choice, of);
    document.querySelector<HTMLElement>(`[data-language="${of}"]`)?.focus({ preventScroll: true });
  };
  const makers: (() => Part | null)[] = [
    () => masthead(context),
    () => (shown.length ? toolbar(context, shown, set_language) : null),
    () => section_table(context),
    () => schedule_table(context, shown),
    () => moves(context),
    () => ecology_table(context),
    () => network(context),
    () => section_panel(context),
    () => profile_panel(context),
    () => travel_table(context),
    () => balance_table(context),
    () => doubts(context),
    () => provenance(context),
  ];
  for (const make of makers) {
    try {
      const part = make();
      if (part) parts.push(part);
    } catch (problem) {
      // a part that cannot be made says so in its place; the others stand
      parts.push({ element: el('p', { class: 'sorry' }, context.say('unreadable', { why: String(problem) })) });
      console.error(problem);
    }
  }
  const sheet = el('main', { id: 'bulletin' }, ...parts.map((part) => part.element));
  document.getElementById('bulletin')?.replaceWith(sheet);
  document.documentElement.dataset.ready = 'yes';
}

function sorry(text: string): void {
  document.getElementById('bulletin')?.replaceChildren(el('p', { class: 'sorry' }, text));
}

async function start(): Promise<void> {
  const language = first_language();
  if (!('DecompressionStream' in window) || !('ResizeObserver' in window)) {
    sorry(say('zh', 'too_old') + ' ' + say('en', 'too_old'));
    return;
  }
  try {
    const data = await read_bulletin();
    const choice = first_choice(data);
    prepare_for_print();
    build(data, choice, language);
  } catch (problem) {
    sorry(say(language, 'unreadable', { why: problem instanceof Error ? problem.message : String(problem) }));
    throw problem;
  }
}

void start();
