import assert from 'node:assert/strict';
import { test } from 'node:test';
import { charts } from '../src/charts/catalogue';
import { choice_of_names, first_choice } from '../src/charts/choice';
import { label_places, text_width } from '../src/charts/label_places';
import { names, render } from '../src/charts/render';
import { section_days } from '../src/charts/schedule_classes';
import { stick_layout } from '../src/charts/stick_layout';
import { class_colour } from '../src/classes';
import { time_words, travel_marks } from '../src/charts/travel_marks';
import type { River } from '../src/data/bulletin';
import { odd, read } from './odd_bulletins';
import { packed, small } from './small_bulletin';

const json = JSON.stringify(small);
const choice = () => ({ ...first_choice(small), width: 900, height: 500 });

/** Numbers of a reproducible sequence in [0, 1). */
function dice(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

test('the page opens with the best schedule and the section that fares worst under it', () => {
  const first = first_choice(small);
  assert.equal(first.scenario, 1);
  assert.equal(small.sections[first.section].name, '下');
  assert.equal(first.day, 1);
  assert.equal(first.variable, 'ammonia_nitrogen');
});

test('a choice by names that there are not says what there is', () => {
  assert.throws(() => choice_of_names(small, { section: '中' }, 1, 1), /no section "中" here; there are: 上, 下, 支/);
  assert.throws(() => choice_of_names(small, { day: '2026-01-20' }, 1, 1), /2026-01-17/);
  assert.deepEqual(choice_of_names(small, { scenarios: ['none'] }, 1, 1).scenarios, [0]);
});

test('every chart draws in both languages without a page, every time the same', () => {
  for (const name of names) {
    for (const language of ['zh', 'en']) {
      const svg = render(name, json, '', language, 800, 500);
      assert.match(svg, /^<svg [^>]*width="800" height="500"/);
      assert.ok(svg.endsWith('</svg>') && svg.length > 2000, name);
      assert.ok(!/NaN|undefined|Infinity/.test(svg), name);
      assert.equal(svg, render(name, json, '', language, 800, 500), name);
    }
  }
  assert.throws(() => render('pie', json, '', 'zh', 800, 500), /no chart "pie"; there are: class_calendar/);
  assert.throws(() => render('river_profile', json, '{"river":"支流"}', 'zh', 800, 500), /no profile of river "支流"; there are: 干流/);
});

test('a chart of nothing says so instead of failing', () => {
  const bare = { ...small, verdicts: [null, null], shares: null, map: { geographic: true, rivers: [], class: [] }, profiles: { days: [], variables: [], rivers: [], values: [] }, series: { times: [], variables: [], values: [] } };
  for (const chart of Object.values(charts)) {
    const option = chart(bare, choice(), 'en');
    assert.ok(option.graphic?.[0].style.text === 'No data' || option.series?.every((series: { data: unknown[] }) => series.data.length === 0), chart.name);
  }
});

test('schedules are told apart by colour, dash and symbol each', () => {
  const series = charts.section_series(small, choice(), 'en').series.filter((one: { name?: string; type: string }) => one.type === 'line' && one.name);
  assert.equal(series.length, 2);
  for (const of of [(s: any) => s.lineStyle.color, (s: any) => String(s.lineStyle.type), (s: any) => s.symbol]) assert.notEqual(of(series[0]), of(series[1]));
});

test('a missing value is a gap, an observation a point in civil time', () => {
  const option = charts.section_series(small, { ...choice(), section: 0 }, 'en');
  const line = option.series.find((one: { name?: string }) => one.name === '引水');
  assert.equal(line.data[5].value[1], null);
  assert.equal(line.data[0].value[0], Date.UTC(2026, 0, 15));
  const observed = option.series.find((one: { type: string }) => one.type === 'scatter');
  assert.deepEqual(observed.data, [[Date.UTC(2026, 0, 15), 0.4], [Date.UTC(2026, 0, 16), 0.9]]);
});

test('bands of the classes meet at the limits, whichever way is good', () => {
  // the better class, the worse, and the limit between them
  for (const [variable, better, worse, at] of [['ammonia_nitrogen', 3, 4, 1], ['dissolved_oxygen', 2, 3, 6]] as const) {
    const bands = charts.section_series(small, { ...choice(), variable }, 'en').series[0].markArea.data;
    const band = (grade: number) => bands.find((one: any) => one[0].itemStyle.color === class_colour[grade]);
    const high_is_good = variable === 'dissolved_oxygen';
    assert.equal(band(better)[high_is_good ? 0 : 1].yAxis, at);
    assert.equal(band(worse)[high_is_good ? 1 : 0].yAxis, at);
    bands.forEach((one: any) => assert.ok(one[0].yAxis < one[1].yAxis));
  }
});

test('pieces of river and sections have the colour of their class on the day', () => {
  for (const name of ['river_map', 'stick_diagram'] as const) {
    const option = charts[name](small, { ...choice(), scenario: 0, day: 2 }, 'en');
    const lines = option.series.filter((series: { type: string; silent?: boolean }) => series.type === 'lines' && !series.silent)[0].data;
    assert.deepEqual(lines.map((line: any) => line.lineStyle.color), [class_colour[4], class_colour[5], class_colour[6]]);
    assert.deepEqual(lines.map((line: any) => Array.isArray(line.lineStyle.type)), [false, true, true]);
    const marks = option.series.find((series: any) => series.type === 'scatter' && series.symbol === 'circle').data;
    assert.deepEqual(marks.map((mark: any) => mark.grade), [3, 6, 5]);
  }
});

test('a profile shows the values of the day', () => {
  const line = charts.river_profile(small, { ...choice(), river: 0, variable: 'water_level', day: 1 }, 'en').series.find((one: { name?: string }) => one.name === '引水');
  assert.deepEqual(line.data.map((item: any) => item.value[0]), [0, 10, 20, 30, 40]);
  line.data.forEach((item: any, point: number) => assert.ok(Math.abs(item.value[1] - (10 + ((point * 3 + 1) * 1000) / 4095)) < 1e-9));
});

/** The small bulletin with velocities (mm/s) of both schedules: [river][point], and on each of three days so many times that. */
function flowing(rivers: number[][], by_day = [1, 1, 1]): typeof small {
  const km = [[0, 10, 20, 30, 40], [2, 9, 16]];
  const values = rivers.map((speeds) => packed([0, 4.095], speeds.flatMap((speed) => by_day.map((times) => speed * times))));
  return {
    ...small,
    profiles: { days: [0, 1, 2], variables: [{ name: 'velocity', zh: '流速', en: 'Velocity', unit: 'm/s', indicator: null }], rivers: rivers.map((_speeds, r) => ({ river: r, km: km[r], bed: null })), values: [[values, values]] },
  };
}

test('marks of travel time stand where water needs so long to the section, up every river that joins', () => {
  // section at 35 km of the main river, which flows at 0.5 m/s; the tributary joins at its 20 km and flows at 1 m/s
  const data = flowing([[500, 500, 500, 500, 500], [1000, 1000, 1000]]);
  const marks = travel_marks(data, { ...choice(), section: 1 });
  const of = (river: number) => marks.filter((mark) => mark.river === river);
  assert.deepEqual(of(0).map((mark) => mark.hours), [3, 6, 9, 12, 15, 18]);
  assert.deepEqual(of(1).map((mark) => mark.hours), [9, 12]);
  of(0).forEach((mark) => assert.ok(Math.abs(mark.km - (35 - mark.hours * 1.8)) < 1e-9));
  of(1).forEach((mark) => assert.ok(Math.abs(mark.km - (16 - (mark.hours - 15 / 1.8) * 3.6)) < 1e-9));
  assert.equal(travel_marks(data, { ...choice(), section: 2 }).every((mark) => mark.river === 1), true);
  // on the map the tributary runs north to south
  const drawn = charts.river_map(data, { ...choice(), section: 1 }, 'en').series.find((one: any) => one.symbol === 'diamond').data;
  const last = drawn[drawn.length - 1];
  assert.equal(last.hours, 12);
  assert.ok(Math.abs(last.value[0] - 113.2) < 1e-9 && Math.abs(last.value[1] - (35 + (0.15 * (16 - of(1)[1].km)) / 14)) < 1e-9);
});

test('marks of travel time follow the day, and end where water stands or runs back', () => {
  const speeds = [[500, 500, 500, 500, 500], [1000, 1000, 1000]];
  const slow = travel_marks(flowing(speeds), { ...choice(), section: 1, day: 2 });
  const fast = travel_marks(flowing(speeds, [1, 1, 2]), { ...choice(), section: 1, day: 2 });
  assert.ok(Math.abs(35 - fast[0].km - (35 - slow[0].km) * 2 * (fast[0].hours / slow[0].hours)) < 1e-9);
  const standing = travel_marks(flowing([[500, 0, 0, 500, 500], [1000, 1000, 1000]]), { ...choice(), section: 1 });
  assert.ok(standing.length > 0 && standing.every((mark) => mark.river === 1 || mark.km >= 20));
  assert.deepEqual(travel_marks(flowing([[0, 0, 0, 0, 0]]), { ...choice(), section: 1 }), []);
  const ring = flowing(speeds);
  ring.map = { ...ring.map, rivers: ring.map.rivers.map((river, r) => ({ ...river, into: 1 - r, into_km: 10, leaves: 1 - r, leaves_km: 5 })) };
  assert.ok(travel_marks(ring, { ...choice(), section: 1 }).length > 0);
  assert.equal(time_words(48, 'zh'), '2 天');
  assert.equal(time_words(36, 'en'), '36 h');
});

test('section-days by class add up', () => {
  assert.deepEqual(section_days(small, 0, false), [0, 0, 1, 3, 3, 1, 1]);
  assert.deepEqual(section_days(small, 0, true), [0, 0, 0, 4, 3, 1, 1]);
});

/** A random forest: each river flows into an earlier one or to the sea. */
function forest(count: number, random: () => number): River[] {
  const rivers: River[] = [];
  for (let r = 0; r < count; ++r) {
    const into = r === 0 || random() < 0.1 ? null : Math.floor(random() * r);
    rivers.push({ name: `r${r}`, into, into_km: into === null ? null : random() * rivers[into].length_km, from_km: 0, length_km: 5 + random() * 100, pieces: [] });
  }
  return rivers;
}

test('in the stick diagram no confluence crosses a river, and each is above its place', () => {
  const random = dice(7);
  for (let n = 0; n < 60; ++n) {
    const rivers = forest(2 + Math.floor(random() * 40), random);
    const { sticks } = stick_layout(rivers, rivers.map(() => random() < 0.3));
    assert.equal(new Set(sticks.map((stick) => stick.row)).size, rivers.length);
    rivers.forEach((river, r) => {
      if (river.into === null || river.into === undefined) return;
      const [child, parent] = [sticks[r], sticks[river.into]];
      assert.ok(Math.abs(child.mouth - (parent.head + (river.into_km as number))) < 1e-9);
      assert.ok(child.row < parent.row);
      for (const other of sticks) {
        const between = other.row > child.row && other.row < parent.row;
        assert.ok(!(between && other.head < child.mouth - 1e-9 && other.mouth > child.mouth + 1e-9), `${other.river} crossed between ${r} and ${river.into}`);
      }
    });
  }
});

test('rings of rivers do not hang the layout', () => {
  const ring: River[] = [0, 1, 2].map((r) => ({ name: `r${r}`, into: (r + 1) % 3, into_km: 1, from_km: 0, length_km: 10, pieces: [] }));
  assert.equal(stick_layout(ring, [false, false, false]).sticks.length, 3);
});

test('names beside points cover neither each other nor a mark', () => {
  const random = dice(3);
  for (let n = 0; n < 40; ++n) {
    const points = Array.from({ length: 30 }, (_none, i) => ({ x: 40 + random() * 400, y: 30 + random() * 300, text: i % 2 ? '断面名称' : 'Section', size: 12, radius: 5, must: i < 10 }));
    const boxes = label_places(points, 520, 400).flatMap((place, i) => (place ? [{ left: place.x, right: place.x + text_width(points[i].text, 12), top: place.y - 6, bottom: place.y + 6 }] : []));
    assert.ok(boxes.length >= 10);
    boxes.forEach((a, i) => {
      for (const b of boxes.slice(i + 1)) assert.ok(!(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom));
      for (const p of points) assert.ok(!(a.left < p.x && p.x < a.right && a.top < p.y && p.y < a.bottom));
      assert.ok(a.left >= 0 && a.right <= 522 && a.top >= 0 && a.bottom <= 402);
    });
  }
});

test('a forecast that lacks what a chart is made of draws, or says what it lacks; no other fault', () => {
  for (const [what, data] of Object.entries(odd)) {
    for (const name of names) {
      try {
        assert.match(render(name, JSON.stringify(data), '', 'en', 800, 500), /^<svg /);
      } catch (problem) {
        // a TypeError would be a fault of the code
        assert.equal((problem as Error).name, 'Error', `${what} ${name}: ${problem}`);
        assert.match((problem as Error).message, /this forecast has no (control sections|whole days|shares of waters|profiles|series)$/);
      }
    }
  }
  const lacks = (what: string, name: string, choice: object, message: RegExp) => assert.throws(() => render(name, JSON.stringify(odd[what]), JSON.stringify(choice), 'zh', 800, 500), message);
  for (const name of ['class_calendar', 'section_series', 'ecological_flow', 'water_shares', 'schedule_classes']) lacks('no_sections', name, {}, /no control sections/);
  for (const name of ['river_map', 'stick_diagram', 'river_profile', 'class_calendar']) lacks('no_days', name, { day: '2026-01-15' }, /no whole days/);
  assert.match(render('section_series', JSON.stringify(odd.no_days), '', 'en', 800, 500), /^<svg /);
});

test('a member of an ensemble and a failed schedule are not drawn as nothing', () => {
  const members = read('members');
  assert.throws(() => choice_of_names(members, { scenarios: ['none@dry'] }, 1, 1), /"none@dry" is a member of the ensemble of scenario "none"/);
  assert.throws(() => choice_of_names(members, { scenarios: ['broken'] }, 1, 1), /scenario "broken" failed: the pump of "渠首" has no power/);
  assert.throws(() => choice_of_names(members, { scenarios: ['nome'] }, 1, 1), /there are: none, [^@]*$/);
  const dry = { ...small, series: { ...small.series, values: small.series.values.map((of) => of.map(() => null)) } };
  assert.throws(() => render('section_series', JSON.stringify({ ...dry, observations: null }), '', 'en', 800, 500), /nothing to draw/);
});

test('the band of an ensemble lies between its bounds all the way', () => {
  const data = read('members');
  const low = packed([0, 2], data.series.times.map(() => 1000));
  const high = packed([0, 2], data.series.times.map((_time, i) => 2000 + 10 * i));
  data.series.bands = data.series.values.map((of) => [[0, 1, 2].map(() => [low, low, high]), ...of.slice(1).map(() => null)]) as typeof data.series.bands;
  const svg = render('section_series', JSON.stringify(data), '{"section":"上","variable":"ammonia_nitrogen","scenarios":["none"]}', 'en', 900, 500);
  const [, path] = /<polygon points="([^"]*)" fill="#0b6a88"/.exec(svg) ?? [];
  assert.ok(path, 'a filled polygon');
  const places = [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
  const count = data.series.times.length;
  assert.equal(places.length, 2 * count);
  const [upper, lower] = [places.slice(0, count), places.slice(count).reverse()];
  upper.forEach(([x, y], i) => {
    assert.ok(Math.abs(x - lower[i][0]) < 0.01 && (i === 0 || x > upper[i - 1][0]), `x of point ${i}`);
    assert.ok(Math.abs(lower[i][1] - lower[0][1]) < 0.01, 'the lower bound is level');
    assert.ok(y < lower[i][1] && (i === 0 || y < upper[i - 1][1]), 'the upper one rises above it');
  });
  // where a member is not known there is a gap
  const gap = packed([0, 2], data.series.times.map((_time, i) => (i === 9 ? null : 3000)));
  data.series.bands = data.series.values.map((of) => [[0, 1, 2].map(() => [low, low, gap]), ...of.slice(1).map(() => null)]) as typeof data.series.bands;
  const parted = render('section_series', JSON.stringify(data), '{"section":"上","variable":"ammonia_nitrogen","scenarios":["none"]}', 'en', 900, 500);
  assert.deepEqual([...parted.matchAll(/<polygon points="([^"]*)" fill="#0b6a88"/g)].map(([, points]) => points.split(' ').length / 4), [9, count - 10]);
});

test('a reading below detection has a symbol of its own and a sign', () => {
  const data = { ...small, observations: [{ section: 0, variable: 3, time: [1768406400, 1768492800], value: [0.4, 0.9], below: [true, false] }] };
  const option = charts.section_series(data, { ...choice(), section: 0 }, 'en');
  const [read, below] = ['Observed', 'Observed below detection'].map((name) => option.series.find((one: { name?: string }) => one.name === name));
  assert.deepEqual([read.data, below.data], [[[Date.UTC(2026, 0, 16), 0.9]], [[Date.UTC(2026, 0, 15), 0.4]]]);
  assert.notEqual(read.symbol, below.symbol);
  const tip = option.tooltip.formatter([{ ...below, seriesName: below.name, marker: '', value: below.data[0] }]);
  assert.match(tip, /&lt; 0\.40/);
  assert.ok(!/&lt;/.test(option.tooltip.formatter([{ ...read, seriesName: read.name, marker: '', value: read.data[0] }])));
});

test('a printed map has a key of the classes, below the title where there is no room beside it', () => {
  const key = (name: string, width: number, language = 'en') => {
    const svg = render(name, json, '', language, width, 500);
    return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((found) => found[1]);
  };
  for (const name of ['river_map', 'stick_diagram', 'class_calendar']) {
    for (const width of [360, 900]) for (const mark of ['I', 'II', 'III', 'IV', 'V', '&gt;V']) assert.ok(key(name, width).includes(mark), `${name} ${width} ${mark}`);
    assert.ok(!key(name, 900).includes('not judged or dry'));
  }
  assert.ok(!key('section_series', 900).includes('&gt;V'));
  const dry = { ...small, map: { ...small.map, class: [[['034', '345'], ['666']], [['022', '333'], ['444']]] } };
  assert.match(render('river_map', JSON.stringify(dry), '{"day":"2026-01-15"}', 'en', 900, 500), /not judged or dry/);
});
