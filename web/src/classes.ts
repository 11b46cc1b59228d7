// The classes of GB 3838-2002: colour by rating (I, II blue; III green; IV yellow; V orange; worse than V red, as in the
// national rules of assessment of 2011), mark, and dash. Every text on a class's colour is ink.
import type { Language } from './words/words';

export const ink = '#14232d';
export const quiet = '#5b6b76';
export const rule = '#d5dde2';
export const water = '#0b6a88';

export const class_colour = ['#e4e8ea', '#a6dcf5', '#5db3ee', '#6cc787', '#f8dc55', '#f6a54b', '#ec6a5e'];

/** Dashes of lines, so that bad classes are told without colour; an empty list is a solid line. */
export const class_dash: number[][] = [[], [], [], [], [], [9, 3], [4, 3]];

const marks = {
  zh: ['–', 'Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', '劣Ⅴ'],
  en: ['–', 'I', 'II', 'III', 'IV', 'V', '>V'],
};

/** 'Ⅲ', '劣Ⅴ'; 'III', '>V'. */
export function class_mark(grade: number, language: Language): string {
  return marks[language][grade] || marks[language][0];
}

/** Class of a day in a string of classes. */
export function class_at(classes: string, day: number): number {
  const grade = classes.charCodeAt(day) - 48;
  return grade >= 0 && grade <= 6 ? grade : 0;
}
