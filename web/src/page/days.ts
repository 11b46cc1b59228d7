// Days as columns of a table. Where the period is long a column stands for several days and shows the worst of them.
import type { Missing } from '../data/bulletin';
import { day_name, known } from '../format';
import type { Language } from '../words/words';
import type { Context } from './context';
import { el } from './dom';

const most_columns = 31;

export interface DayColumns {
  first: number[]; // day each column begins with
  each: number; // days of a column
}

export function day_columns(days: number): DayColumns {
  const each = Math.max(1, Math.ceil(days / most_columns));
  const first: number[] = [];
  for (let d = 0; d < days; d += each) first.push(d);
  return { first, each };
}

/** Days of a column. */
export function days_of(columns: DayColumns, column: number, days: number): number[] {
  const list: number[] = [];
  for (let d = columns.first[column]; d < Math.min(days, columns.first[column] + columns.each); ++d) list.push(d);
  return list;
}

/** What a column stands for: "15 Jan", "15 Jan – 21 Jan". */
export function span_name(dates: string[], columns: DayColumns, column: number, language: Language): string {
  const days = days_of(columns, column, dates.length);
  const name = (day: number) => day_name(dates[day], language);
  return days.length > 1 ? `${name(days[0])} – ${name(days[days.length - 1])}` : name(days[0]);
}

/** The largest, or least, of what is known on the days of a column; null where nothing is. */
export function extreme(values: Missing<number>[], days: number[], sign: 1 | -1): number | null {
  const given = days.map((day) => values[day]).filter(known);
  return given.length ? sign * Math.max(...given.map((value) => sign * value)) : null;
}

/** Head cells: the number of the day, with the month where it begins. */
export function day_heads(context: Context, columns: DayColumns): HTMLElement[] {
  const { data, language } = context;
  return columns.first.map((day, column) => {
    const date = data.days[day];
    const month = column === 0 || date.slice(5, 7) !== data.days[columns.first[column - 1]].slice(5, 7);
    const months = language === 'zh' ? `${Number(date.slice(5, 7))}月` : day_name(date, language).split(' ')[1];
    return el('th', { scope: 'col', class: 'day', 'data-day': day, title: span_name(data.days, columns, column, language) }, month ? el('span', { class: 'month' }, months) : null, String(Number(date.slice(8, 10))));
  });
}

/** Marks the column of the chosen day in a table. */
export function mark_day(table: HTMLElement, columns: DayColumns, day: number): void {
  const first = columns.first[Math.floor(day / columns.each)];
  for (const cell of table.querySelectorAll('.today')) cell.classList.remove('today');
  for (const cell of table.querySelectorAll(`[data-day="${first}"]`)) cell.classList.add('today');
}
