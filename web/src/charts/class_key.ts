// The key of the classes' colours above a printed chart that has no legend of its own; the page has one below its charts.
import { class_colour, class_mark, ink, quiet } from '../classes';
import { say, type Language } from '../words/words';
import { text_width } from './label_places';
import { font, type Option } from './style';

const cell = { width: 30, height: 18, gap: 2 }; // px
const type_size = 11;

/** Grades to explain: all six, before them 0 where something drawn is not judged. */
function grades_of(option: Option): number[] {
  const unjudged = (option.series || []).some((series: Option) => (series.data || []).some((item: Option) => item && item.grade === 0));
  return (unjudged ? [0] : []).concat([1, 2, 3, 4, 5, 6]);
}

/** Width of the key of a chart, px. */
export function class_key_width(option: Option, language: Language): number {
  const grades = grades_of(option);
  const words = grades[0] === 0 ? text_width(say(language, 'not_judged'), type_size) + 14 : 0;
  return grades.length * (cell.width + cell.gap) - cell.gap + words;
}

/** Cells with the marks of the classes from (left, top), as elements of ECharts' graphic component. */
export function class_key(option: Option, left: number, top: number, language: Language): Option[] {
  const elements: Option[] = [];
  const grades = grades_of(option);
  let x = left;
  const text = (at: number, align: string, words: string, fill: string) =>
    elements.push({ type: 'text', silent: true, x: at, y: top + cell.height / 2, style: { text: words, fill, font: type_size + 'px ' + font, align, verticalAlign: 'middle' } });
  for (let i = 0; i < grades.length; ++i) {
    elements.push({ type: 'rect', silent: true, shape: { x, y: top, width: cell.width, height: cell.height }, style: { fill: class_colour[grades[i]] } });
    text(x + cell.width / 2, 'center', class_mark(grades[i], language), ink);
    x += cell.width + cell.gap;
    if (grades[i] === 0) {
      text(x + 2, 'left', say(language, 'not_judged'), quiet);
      x += text_width(say(language, 'not_judged'), type_size) + 14;
    }
  }
  return elements;
}
