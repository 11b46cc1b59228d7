// The page's words, by language and key. {name} in a sentence is replaced by what is given for it.
import { en } from './en';
import { zh } from './zh';

export type Language = 'zh' | 'en';
export type Key = keyof typeof zh;
export type Given = { [name: string]: string | number };

const dictionaries: { [language in Language]: { [key in Key]: string } } = { zh, en };

export function say(language: Language, key: Key, given?: Given): string {
  return dictionaries[language][key].replace(/\{(\w+)\}/g, (whole: string, name: string) =>
    given && given[name] !== undefined ? String(given[name]) : whole,
  );
}

/** The sentence of a code of the data, or undefined where the dictionary has none. */
export function say_code(language: Language, kind: string, code: string, given?: Given): string | undefined {
  const key = kind + '_' + code;
  return Object.prototype.hasOwnProperty.call(dictionaries[language], key) ? say(language, key as Key, given) : undefined;
}
