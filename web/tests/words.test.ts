import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { first_choice } from '../src/charts/choice';
import { class_colour, ink } from '../src/classes';
import { coded_sentence } from '../src/page/coded';
import { words_of, type Context } from '../src/page/context';
import { en } from '../src/words/en';
import { say, say_code } from '../src/words/words';
import { zh } from '../src/words/zh';
import { small } from './small_bulletin';

const web = process.env.QINGLIU_WEB as string;

function sources(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => (entry.isDirectory() ? (entry.name === 'words' ? '' : sources(join(folder, entry.name))) : /\.ts$/.test(entry.name) ? readFileSync(join(folder, entry.name), 'utf8') : ''))
    .join('\n');
}

test('both dictionaries have the same keys, none empty, with the same places to fill', () => {
  assert.deepEqual(Object.keys(zh), Object.keys(en));
  for (const [key, word] of Object.entries(zh)) {
    const other = (en as { [key: string]: string })[key];
    assert.ok(word.trim() && other.trim(), key);
    const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    // a mark of class may be spelled out in one language
    assert.deepEqual(places(word).filter((place) => place !== '{mark}'), places(other).filter((place) => place !== '{mark}'), key);
  }
});

test('no word is written that the page never says', () => {
  const code = sources(join(web, 'src'));
  const computed = /^(light|measure|rating|chart|reason|doubt|goal)_/;
  for (const key of Object.keys(zh)) if (!computed.test(key)) assert.ok(code.includes(`'${key}'`), `nobody says ${key}`);
});

test('English has no Chinese in it, Chinese has some', () => {
  for (const [key, word] of Object.entries(en)) assert.ok(!/[\u3400-\u9fff]/.test(word), key);
});

test('places are filled, unknown codes have no sentence', () => {
  assert.equal(say('en', 'goal_at_least', { goal: '70 %' }), 'goal ≥ 70 %');
  assert.equal(say_code('zh', 'reason', 'no_such_thing'), undefined);
  assert.equal(say_code('zh', 'reason', 'toString'), undefined);
});

function luminance(colour: string): number {
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
}

test('text on the colour of every class has the contrast WCAG 2.1 asks (4.5)', () => {
  for (const colour of class_colour) assert.ok((luminance(colour) + 0.05) / (luminance(ink) + 0.05) >= 4.5, colour);
});

test('tables and charts have the same colours', () => {
  const style = readFileSync(join(web, 'src/style/sheet.css'), 'utf8');
  class_colour.forEach((colour, grade) => assert.equal(new RegExp(`--c${grade}: (#\\w+);`).exec(style)?.[1], colour));
});

test('codes become sentences with names for indices', () => {
  const context = (language: 'zh' | 'en'): Context => ({ data: small, language, choice: first_choice(small), change: () => undefined, say: words_of(language) });
  const told = (language: 'zh' | 'en', kind: 'reason' | 'doubt', coded: { code: string; [detail: string]: unknown }) => coded_sentence(context(language), kind, coded);
  assert.equal(told('en', 'reason', { code: 'days_missed', light: 'amber', sections: [1, 2], days: 3 }), 'Under the best schedule, days beyond the target class at 下, 支 (3 section-days).');
  assert.match(told('zh', 'reason', { code: 'goal_missed', goal: 'sections_of_class_iii', asked: 0.7, reached: 0.65 }), /达到或优于Ⅲ类断面比例.*70\.0.*65\.0/);
  assert.match(told('en', 'reason', { code: 'goal_missed', goal: 'sections_worse_than_v', asked: 0, reached: 2 }), /0 asked, 2 reached/);
  assert.match(told('en', 'doubt', { code: 'narrow', section: 0, day: 2, margin: 0.0743, schedule: 1 }), /上 on 17 Jan, margin 7\.4.*“引水”/);
  assert.match(told('zh', 'doubt', { code: 'largest_balance_error', account: 'water', schedule: 0, error: 5.1e-15 }), /水量，5×10\^−15（方案“不引水”）/);
  assert.equal(told('en', 'doubt', { code: 'numerical_error', sections: [], days: 0, of: 90 }), say('en', 'doubt_numerical_error_none', { of: 90 }));
  assert.match(told('zh', 'reason', { code: 'not_judged', sections: [0], days: 2 }), /上（共 2 断面·日）/);
  assert.match(told('en', 'reason', { code: 'goal_unknown', goal: 'sections_of_class_iii' }), /“sections at class III or better” has no value/);
  assert.match(told('en', 'doubt', { code: 'outputs_rarer_than_days' }), /^Outputs are rarer than days/);
  assert.match(told('en', 'doubt', { code: 'largest_balance_error', account: 'water', schedule: 0, error: null }), /Water, – \(/);
  assert.match(told('zh', 'doubt', { code: 'worst_skill', section: 0, variable: 3, nse: 0.4, kge: null, pbias: 0.1, pairs: 2 }), /KGE –，PBIAS \+10/);
  assert.equal(told('en', 'doubt', { code: 'moon_phase', days: 3 }), 'moon phase, days 3');
});
