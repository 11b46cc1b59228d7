// Sentences of the codes in the data: reasons of the light, and doubts.
import { class_mark } from '../classes';
import type { Coded } from '../data/bulletin';
import { day_name, percent, short, tiny, volume } from '../format';
import { say_code, type Given } from '../words/words';
import { schedule_title, type Context } from './context';

/** Numbers and names of a code as words. The key tells the kind: an index, a class, a share, a volume, or plain. */
function details(context: Context, coded: Coded): Given {
  const { data, language } = context;
  const given: Given = {};
  for (const [key, value] of Object.entries(coded)) {
    if (key === 'code' || value === null || value === undefined) continue;
    if (key === 'section' && typeof value === 'number') given[key] = data.sections[value]?.name ?? value;
    else if (key === 'sections' && Array.isArray(value)) given[key] = value.map((item) => (typeof item === 'number' ? (data.sections[item]?.name ?? item) : String(item))).join(language === 'zh' ? '、' : ', ');
    else if (key === 'scenario' && typeof value === 'number') given[key] = data.scenarios[value] ? schedule_title(data, value) : value;
    else if (key === 'indicator' && typeof value === 'number') given[key] = data.indicators[value]?.[language] ?? value;
    else if (key === 'water' && typeof value === 'number') given[key] = data.waters?.[value]?.[language] ?? value;
    else if (key === 'day' && typeof value === 'number') given[key] = data.days[value] ? day_name(data.days[value], language) : value;
    else if (/class$/.test(key) && typeof value === 'number') given[key] = class_mark(value, language);
    else if (/(^|_)share$|^goal$/.test(key) && typeof value === 'number') given[key] = percent(value, 0);
    else if (/_m3$/.test(key) && typeof value === 'number') given[key] = volume(value, language);
    else if (/relative_error$/.test(key) && typeof value === 'number') given[key] = tiny(value);
    else if (typeof value === 'number') given[key] = Number.isInteger(value) ? value : short(value);
    else if (Array.isArray(value)) given[key] = value.join(language === 'zh' ? '、' : ', ');
    else if (typeof value === 'object') given[key] = (value as { [name: string]: string })[language] ?? JSON.stringify(value);
    else given[key] = String(value);
  }
  return given;
}

/** The sentence of a code; where the dictionary lacks it, the code with what it was given, so that nothing is hidden. */
export function coded_sentence(context: Context, kind: 'reason' | 'doubt', coded: Coded): string {
  const given = details(context, coded);
  const sentence = say_code(context.language, kind, coded.code, given);
  if (sentence !== undefined) return sentence;
  const rest = Object.entries(given).map(([key, value]) => `${key} ${value}`);
  return [coded.code.replace(/_/g, ' '), ...rest].join(', ');
}
