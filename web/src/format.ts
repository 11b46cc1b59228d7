// Numbers, volumes, sums of money and times as a reader of either language writes them. No Date.parse and no locale: the charts'
// other home disagrees with browsers on both.
import type { Missing } from './data/bulletin';
import type { Language } from './words/words';

export const unknown = '–';

export function known(value: Missing<number>): value is number {
  return typeof value === 'number' && isFinite(value);
}

/** Fixed digits, a true minus sign, thousands apart by a thin space from 10000 on. */
export function fixed(value: Missing<number>, digits: number): string {
  if (!known(value)) return unknown;
  const parts = Math.abs(value).toFixed(digits).split('.');
  if (parts[0].length > 4) parts[0] = parts[0].replace(/\B(?=(\d{3})+$)/g, '\u2009');
  const text = parts.join('.');
  return value < 0 && Number(value.toFixed(digits)) !== 0 ? '\u2212' + text : text;
}

/** Three significant digits, without an exponent down to 0.001. */
export function short(value: Missing<number>, significant = 3): string {
  if (!known(value)) return unknown;
  if (value === 0) return '0';
  const magnitude = Math.floor(Math.log(Math.abs(value)) / Math.LN10 + 1e-9);
  return fixed(value, Math.max(0, Math.min(4, significant - 1 - magnitude)));
}

export function percent(share: Missing<number>, digits = 0): string {
  return known(share) ? fixed(share * 100, digits) + '\u202f%' : unknown;
}

/** A relative distance with its sign. */
export function signed_percent(share: Missing<number>, digits = 0): string {
  if (!known(share)) return unknown;
  const text = fixed(share * 100, digits);
  return (Number((share * 100).toFixed(digits)) > 0 ? '+' : '') + text + '\u202f%';
}

/** m3: in 万m³, or in thousands and millions of m³. */
export function volume(m3: Missing<number>, language: Language): string {
  if (!known(m3)) return unknown;
  if (m3 === 0) return '0';
  if (language === 'zh') return short(m3 / 1e4, Math.abs(m3) >= 1e6 ? 4 : 3) + '\u202f万m³';
  return Math.abs(m3) >= 1e6 ? short(m3 / 1e6) + ' million m³' : fixed(m3, 0) + ' m³';
}

export function money(yuan: Missing<number>, language: Language): string {
  if (!known(yuan)) return unknown;
  if (yuan === 0) return '0';
  if (language === 'zh') return short(yuan / 1e4) + '\u202f万元';
  return yuan >= 1e6 ? short(yuan / 1e6) + ' million yuan' : fixed(yuan, 0) + ' yuan';
}

/** 1.3e-15 as "1×10^−15", which the page sets with the power raised; so many digits after the first. */
export function tiny(value: Missing<number>, digits = 0): string {
  if (!known(value)) return unknown;
  if (value === 0) return '0';
  const parts = value.toExponential(digits).replace(/-/g, '\u2212').split('e');
  return parts[0] + '×10^' + parts[1].replace('+', '');
}

/** A name of the files as a reader writes it: "hexavalent_chromium" is "hexavalent chromium", "ph" is "pH". */
export function plain_name(name: string): string {
  return name === 'ph' ? 'pH' : name.replace(/_/g, ' ');
}

/** A long name up to its first comma or bracket, with a capital: "Discharge, positive downstream" is "Discharge". */
export function short_name(name: string): string {
  const brief = plain_name(name.split(/[,(，（]/)[0].trim());
  return brief === '' ? name : brief === 'pH' ? brief : brief.charAt(0).toUpperCase() + brief.slice(1);
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Of "2026-01-15": 1月15日, 15 Jan. */
export function day_name(date: string, language: Language): string {
  const month = Number(date.slice(5, 7));
  const day = Number(date.slice(8, 10));
  return language === 'zh' ? month + '月' + day + '日' : day + ' ' + months[month - 1];
}

export function date_name(date: string, language: Language): string {
  return language === 'zh' ? date.slice(0, 4) + '年' + day_name(date, language) : day_name(date, language) + ' ' + date.slice(0, 4);
}

/** Seconds since 1970 of an ISO time with offset; NaN if it is none. */
export function seconds_of(iso: string): number {
  const found = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|([+-])(\d\d):?(\d\d))?$/.exec(iso);
  if (!found) return NaN;
  const utc = Date.UTC(+found[1], +found[2] - 1, +found[3], +found[4], +found[5], +(found[6] || 0)) / 1000;
  const offset = found[8] ? (found[8] === '-' ? -1 : 1) * (Number(found[9]) * 60 + Number(found[10])) : 0;
  return utc - offset * 60;
}

function two(number: number): string {
  return number < 10 ? '0' + number : String(number);
}

/** "2026-01-15" of the civil day. */
export function civil_day(seconds: number, offset_minutes: number): string {
  const moment = new Date((seconds + offset_minutes * 60) * 1000);
  return moment.getUTCFullYear() + '-' + two(moment.getUTCMonth() + 1) + '-' + two(moment.getUTCDate());
}

export function clock(seconds: number, offset_minutes: number): string {
  const moment = new Date((seconds + offset_minutes * 60) * 1000);
  return two(moment.getUTCHours()) + ':' + two(moment.getUTCMinutes());
}

/** Of an ISO time: 1月18日 03:31, 18 Jan 03:31, in civil time; the text itself if it is no time. */
export function moment_name(iso: Missing<string>, offset_minutes: number, language: Language, year = false): string {
  if (!iso) return unknown;
  const seconds = seconds_of(iso);
  if (!isFinite(seconds)) return iso;
  const date = civil_day(seconds, offset_minutes);
  return (year ? date_name(date, language) : day_name(date, language)) + ' ' + clock(seconds, offset_minutes);
}
