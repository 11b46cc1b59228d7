// What every part of the page is given, and what it gives back.
import type { Choice } from '../charts/choice';
import type { Bulletin } from '../data/bulletin';
import { say, type Given, type Key, type Language } from '../words/words';

export interface Context {
  data: Bulletin;
  language: Language;
  choice: Choice; // the page's one choice; parts read it
  change: (what: Partial<Choice>) => void;
  say: (key: Key, given?: Given) => string;
}

export interface Part {
  element: HTMLElement;
  update?: () => void;
}

export function words_of(language: Language): Context['say'] {
  return (key, given) => say(language, key, given);
}

/** Title of a schedule, or its name. */
export function schedule_title(data: Bulletin, scenario: number): string {
  return data.scenarios[scenario].title || data.scenarios[scenario].name;
}
