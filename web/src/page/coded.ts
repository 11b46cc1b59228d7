// Sentences of the codes in the data: reasons of the light, and doubts.
import type { Coded } from '../data/bulletin';
import { day_name, moment_name, percent, plain_name, short, short_name, signed_percent, tiny, unknown } from '../format';
import { say_code, type Given } from '../words/words';
import { schedule_title, type Context } from './context';

/** Names of what a list of indices points to. */
function names_of(context: Context, key: string, list: unknown[]): string {
  const { data, language } = context;
  const name = (item: unknown): string => {
    if (typeof item !== 'number') return String(item);
    if (key === 'sections') return data.sections[item]?.name ?? String(item);
    if (key === 'indicators') return plain_name(data.indicators[item]?.[language] ?? String(item));
    if (key === 'rivers') return data.map.rivers[item]?.name ?? String(item);
    return String(item);
  };
  return list.map(name).join(language === 'zh' ? '、' : ', ');
}

/** A number of a code as text; its key tells whether it is an index, a share, an error or plain. */
function number_text(context: Context, key: string, value: number): string {
  const { data, language } = context;
  if (key === 'section') return data.sections[value]?.name ?? String(value);
  if (key === 'schedule' || key === 'scenario') return data.scenarios[value] ? schedule_title(data, value) : String(value);
  if (key === 'variable') return short_name(data.series.variables[value]?.[language] ?? String(value));
  if (key === 'day') return data.days[value] ? day_name(data.days[value], language) : String(value);
  if (key === 'margin') return percent(value, Math.abs(value) < 0.1 ? 1 : 0);
  if (key === 'pbias') return signed_percent(value);
  if (key === 'error') return tiny(value);
  return Number.isInteger(value) ? String(value) : short(value);
}

/** What a code carries, as words. */
function details(context: Context, coded: Coded): Given {
  const { data, language } = context;
  const given: Given = {};
  for (const [key, value] of Object.entries(coded)) {
    if (key === 'code' || key === 'light' || value === undefined) continue;
    if (value === null) given[key] = unknown;
    else if (Array.isArray(value)) given[key] = names_of(context, key, value);
    else if (typeof value === 'number') given[key] = number_text(context, key, value);
    else if (key === 'until') given[key] = moment_name(String(value), data.period.utc_offset_minutes, language);
    else if (key === 'account') given[key] = short_name(data.balance.find((account) => account.account === value)?.[language] ?? String(value));
    else given[key] = String(value);
  }
  const goal = coded.goal;
  if (typeof goal === 'string') {
    given.goal_name = say_code(language, 'goal', goal) ?? goal;
    // goals are shares but for two, which count sections
    if (goal !== 'sections_worse_than_v' && goal !== 'sections_black_odour') for (const key of ['asked', 'reached']) given[key] = percent(coded[key] as number, 1);
  }
  return given;
}

/** The sentence of a code; where the dictionary lacks it, the code with what it was given, so that nothing is hidden. */
export function coded_sentence(context: Context, kind: 'reason' | 'doubt', coded: Coded): string {
  const given = details(context, coded);
  const none = coded.code === 'numerical_error' && coded.days === 0;
  const sentence = say_code(context.language, kind, none ? `${coded.code}_none` : coded.code, given);
  if (sentence !== undefined) return sentence;
  const rest = Object.entries(given).map(([key, value]) => `${key} ${value}`);
  return [coded.code.replace(/_/g, ' '), ...rest].join(', ');
}
