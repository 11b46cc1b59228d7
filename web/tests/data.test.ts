import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unpack } from '../src/data/unpack';
import * as format from '../src/format';
import { day_columns, days_of, extreme, span_name } from '../src/page/days';
import { worst_errors } from '../src/page/masthead';
import { best_text } from '../src/page/schedule_table';
import { odd, read } from './odd_bulletins';
import { packed } from './small_bulletin';

test('packed numbers come back as they went, missing ones as NaN', () => {
  assert.deepEqual(unpack({ range: [0, 4095], steps: '12,-3,,0,5' }), [12, 9, NaN, 9, 14]);
  assert.deepEqual(unpack({ range: [-1, 1], steps: '0,4095' }), [-1, 1]);
  assert.deepEqual(unpack({ range: [3, 3], steps: '0,0' }), [3, 3]);
  assert.deepEqual(unpack(packed([0, 4095], [5, null, 7, 4095])), [5, NaN, 7, 4095]);
});

test('nothing known is an empty series', () => {
  for (const nothing of [null, undefined, { range: null, steps: '' }]) assert.deepEqual(unpack(nothing), []);
});

test('a packed series that is none is an error that names the item', () => {
  assert.throws(() => unpack({ range: [0, 1], steps: '1,x,3' }), /item 2 is "x"/);
  assert.throws(() => unpack({ range: [0, 1], steps: '0.5' }), /item 1/);
});

test('numbers have the digits asked, a true minus and no negative zero', () => {
  assert.equal(format.fixed(-1.25, 1), '−1.3');
  assert.equal(format.fixed(-0.04, 1), '0.0');
  assert.equal(format.fixed(1234567.8, 0), '1\u2009234\u2009568');
  assert.equal(format.fixed(null, 2), '–');
  assert.equal(format.fixed(NaN, 2), '–');
  assert.deepEqual([0.05678, 0.999, 1.2345, 12.345, 123.45, 1000].map((value) => format.short(value)), ['0.0568', '0.999', '1.23', '12.3', '123', '1000']);
});

test('shares, volumes, money and round-off', () => {
  assert.equal(format.percent(5 / 7, 1), '71.4\u202f%');
  assert.equal(format.signed_percent(0.071), '+7\u202f%');
  assert.equal(format.signed_percent(-0.2), '−20\u202f%');
  assert.equal(format.volume(25920000, 'zh'), '2592\u202f万m³');
  assert.equal(format.volume(25920000, 'en'), '25.9 million m³');
  assert.equal(format.volume(0, 'zh'), '0');
  assert.equal(format.money(3370000, 'zh'), '337\u202f万元');
  assert.equal(format.tiny(1.29e-15), '1×10^−15');
  assert.equal(format.tiny(-8.123e8, 3), '−8.123×10^8');
});

test('times are civil time wherever the reader is', () => {
  assert.equal(format.seconds_of('2026-01-15T00:00:00+08:00'), Date.UTC(2026, 0, 14, 16) / 1000);
  assert.equal(format.seconds_of('2026-01-14T16:00:00Z'), format.seconds_of('2026-01-15 00:00 +08:00'));
  assert.ok(Number.isNaN(format.seconds_of('tomorrow')));
  assert.equal(format.moment_name('2026-01-17T19:31:00Z', 480, 'zh'), '1月18日 03:31');
  assert.equal(format.moment_name('2026-01-18T03:31:00+08:00', 480, 'en', true), '18 Jan 2026 03:31');
  assert.equal(format.date_name('2026-12-05', 'zh'), '2026年12月5日');
});

test('a long period has at most 31 columns, and every day in one of them', () => {
  for (const days of [1, 30, 31, 32, 365]) {
    const columns = day_columns(days);
    assert.ok(columns.first.length <= 31);
    assert.equal(columns.each === 1, days <= 31);
    assert.deepEqual(columns.first.flatMap((_day, column) => days_of(columns, column, days)), Array.from({ length: days }, (_none, day) => day));
  }
});

test('a column of several days tells its span and the largest or least of what is known in it', () => {
  const dates = Array.from({ length: 60 }, (_none, d) => `2026-0${d < 30 ? 4 : 5}-${String((d % 30) + 1).padStart(2, '0')}`);
  assert.equal(span_name(dates, day_columns(60), 14, 'en'), '29 Apr – 30 Apr');
  assert.equal(span_name(dates.slice(0, 3), day_columns(3), 1, 'zh'), '4月2日');
  assert.equal(extreme([0.2, null, 0.7, NaN, 0.9], [0, 1, 2, 3], 1), 0.7);
  assert.equal(extreme([0.2, null, 0.7], [0, 1, 2], -1), 0.2);
  assert.equal(extreme([null, 3], [0], 1), null);
});

test('a balance error that is not known is none of 0', () => {
  assert.deepEqual(worst_errors(read('members').balance), { water: 1e-15, any: 1e-15 });
  assert.deepEqual(worst_errors(read('no_estimates').balance), { water: 1e-15, any: null });
});

test('the best of a row is marked by what is written: figures that look equal are', () => {
  const written = (values: (number | null)[]) => values.map((value) => format.fixed(value, 1));
  const best = (values: (number | null)[], sense: 'low' | 'high' | undefined) => best_text(values, written(values), sense);
  assert.equal(best([0.951, 0.952, 3.4, null], 'low'), '1.0');
  assert.equal(best([-8.498, -8.4984, -8.4985], 'high'), undefined);
  assert.equal(best([1, 2, 3], 'high'), '3.0');
  assert.equal(best([1, null], 'high'), undefined);
  assert.equal(best([1, 2], undefined), undefined);
});

test('names of files are written as readers write them', () => {
  assert.deepEqual(['ph', 'hexavalent_chromium', 'Discharge, positive downstream', 'COD'].map(format.short_name), ['pH', 'Hexavalent chromium', 'Discharge', 'COD']);
  assert.equal(format.plain_name('water_temperature'), 'water temperature');
});

test('null for series, profiles and estimates is nothing known', () => {
  assert.equal(odd.no_estimates.estimates, null);
  assert.deepEqual(read('no_estimates').estimates, { count: 0, items: [] });
  assert.deepEqual(read('no_sections').series.variables, []);
  assert.deepEqual(read('no_days').profiles.rivers, []);
});
