// Opens a bulletin in Chromium, works it by mouse and keyboard, and compares what it shows with summary.json and sections.csv.
//
//     node tests/browser.mjs FOLDER-OF-A-RUN [FOLDER-FOR-PICTURES]
//
// Ends with 77 where Chromium or puppeteer-core is missing.
import { build } from 'esbuild';
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { deflateSync } from 'node:zlib';

const [folder, pictures] = process.argv.slice(2).map((path) => resolve(path));
const chromium = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => path && existsSync(path));
const puppeteer = await import('puppeteer-core').then((module) => module.default, () => null);
if (!chromium || !puppeteer) {
  console.log(`skipped: ${chromium ? 'puppeteer-core' : 'chromium'} is missing`);
  process.exit(77);
}
const report = join(folder, 'report.html');
const summary = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8'));
const days = read_csv(readFileSync(join(folder, 'sections.csv'), 'utf8'));
const browser = await puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] });
const complaints = [];

/** Rows of a CSV file as objects; its cells hold no quotes in these columns. */
function read_csv(text) {
  const [head, ...lines] = text.replace(/^\uFEFF/, '').trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i], cell])));
}

/** The data of tests/odd_bulletins.ts, by what they lack. */
async function odd_bulletins(scratch) {
  const outfile = join(scratch, 'odd_bulletins.mjs');
  await build({ entryPoints: [fileURLToPath(new URL('odd_bulletins.ts', import.meta.url))], bundle: true, format: 'esm', outfile, logLevel: 'warning' });
  return (await import(pathToFileURL(outfile))).odd;
}

/** A page on the report that keeps what the browser complains of and asks for. */
async function open(language, width = 1400, height = 900, file = report) {
  const page = await browser.newPage();
  page.on('console', (message) => ['error', 'warn', 'warning'].includes(message.type()) && complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => /^(file|data|blob):/.test(request.url()) || complaints.push(`request: ${request.url()}`));
  await page.setViewport({ width, height });
  await page.goto(`${pathToFileURL(file)}${language ? `?lang=${language}` : ''}`);
  await page.waitForSelector('html[data-ready=yes]', { timeout: 20000 });
  return page;
}

// Charts are drawn as they come into sight: each is brought there and given time. One that has nothing to show stays
// empty; that all are drawn where all have data is claimed by a test of its own.
async function scroll_through(page) {
  for (const chart of await page.$$('.chart')) {
    await chart.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
    await page.waitForFunction((element) => element.clientWidth === 0 || element.querySelector('svg path') !== null, { timeout: 3000 }, chart).catch(() => undefined);
  }
  await page.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }));
}

const text = (page, selector) => page.$eval(selector, (element) => element.textContent.trim());
const compared = summary.scenarios.filter((scenario) => !scenario.failed && !scenario.member_of);
const grade_of = (name) => ['I', 'II', 'III', 'IV', 'V'].indexOf(name) + 1 || (name === '' ? 0 : 6);
const near = (shown, truth, what) => assert.ok(Math.abs(shown - truth) <= 1e-9 * Math.max(1, Math.abs(truth)), `${what}: page ${shown}, summary ${truth}`);

/** data-value of the cells that match, by an attribute of theirs or of their row. */
const values = (page, selector, key) =>
  page.$$eval(selector, (cells, key) => cells.map((cell) => [cell.getAttribute(key) ?? cell.closest(`[${key}]`)?.getAttribute(key), cell.dataset.value === undefined ? null : Number(cell.dataset.value)]), key);

await test('the figures of every schedule are those of summary.json and sections.csv', async () => {
  const page = await open('zh');
  assert.equal(await page.$$eval('#schedule-table thead button', (buttons) => buttons.length), compared.length);
  for (const scenario of compared) {
    await page.$$eval('#schedule-table thead button', (buttons, at) => buttons[at].click(), compared.indexOf(scenario));
    assert.equal(await page.$eval('#pick-schedule option:checked', (option) => option.value), await page.$eval('#schedule-table thead th.picked button', (button) => button.dataset.scenario));
    const rows = await page.$$eval('#section-table tbody tr', (rows) =>
      rows.map((row) => ({
        name: row.querySelector('th button').textContent,
        classes: [...row.querySelectorAll('td.class')].map((cell) => Number(cell.dataset.class)),
        marks: [...row.querySelectorAll('td.class')].map((cell) => cell.firstChild.textContent),
        met: Number(row.querySelector('[data-figure=share_days_meeting_target]').dataset.value),
      })),
    );
    assert.equal(rows.length, scenario.sections.length);
    for (const section of scenario.sections) {
      const row = rows.find((one) => one.name === section.name);
      const truth = days.filter((day) => day.scenario === scenario.name && day.section === section.name).map((day) => grade_of(day.class));
      assert.deepEqual(row.classes, truth, `${scenario.name} ${section.name}`);
      assert.deepEqual(row.marks, truth.map((grade) => ['–', 'Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', '劣Ⅴ'][grade]));
      near(row.met, section.share_days_meeting_target, `${scenario.name} ${section.name} days met`);
    }
    const flows = await page.$$eval('#ecology-table tbody tr', (rows) =>
      rows.map((row) => ({ name: row.querySelector('th button').textContent, ...Object.fromEntries([...row.querySelectorAll('[data-figure]')].map((cell) => [cell.dataset.figure, Number(cell.dataset.value)])) })),
    );
    const judged = scenario.sections.filter((section) => section.ecological_flow.target_m3s > 0).length;
    assert.ok(flows.length >= judged && judged > 0, `${flows.length} rows of ecological flow, ${judged} targets`);
    for (const flow of flows) {
      const truth = scenario.sections.find((section) => section.name === flow.name).ecological_flow;
      for (const figure of ['min_daily_m3s', 'deficit_m3', 'share_days_met']) near(flow[figure], truth[figure], `${scenario.name} ${flow.name} ${figure}`);
    }
    const wanted = scenario.sections.filter((section) => section.ecological_flow.target_m3s > 0).map((section) => section.name);
    assert.deepEqual(flows.map((flow) => flow.name).filter((name) => wanted.includes(name)), wanted);
    const accounts = await page.$$eval('#balance-table tbody tr', (rows) =>
      rows.map((row) => [row.dataset.account, Object.fromEntries([...row.querySelectorAll('[data-figure]')].map((cell) => [cell.dataset.figure, Number(cell.dataset.value)]))]),
    );
    assert.equal(accounts.length, Object.keys(scenario.ledger).length);
    for (const [account, shown] of accounts) assert.deepEqual(Object.keys(shown).sort(), ['in', 'out', 'reacted', 'relative_error', 'stored_change'], account);
    for (const [account, shown] of accounts) for (const [figure, value] of Object.entries(shown)) near(value, scenario.ledger[account][figure], `${scenario.name} ${account} ${figure}`);
  }
  const measures = { share_sections_class_iii: 'share_sections_class_III', share_ecological_flow_met: 'share_ecological_flow_met', cost_yuan: 'cost_yuan' };
  for (const [row, figure] of Object.entries(measures)) {
    const shown = await values(page, `#schedule-table [data-measure=${row}] td`, 'data-scenario');
    assert.deepEqual(shown.map(([name]) => name), compared.map((scenario) => scenario.name), row);
    for (const [name, value] of shown) near(value, compared.find((scenario) => scenario.name === name)[figure], `${name} ${figure}`);
  }
  for (const scenario of compared) {
    const all = Object.values(scenario.diverted_m3).reduce((sum, volume) => sum + volume, 0);
    const [, shown] = (await values(page, '#schedule-table [data-measure=diverted_m3] td', 'data-scenario')).find(([name]) => name === scenario.name);
    near(shown, all, `${scenario.name} diverted`);
    for (const [source, volume] of Object.entries(scenario.diverted_m3)) {
      const cell = await page.$(`#schedule-table tr[data-source="${source}"] td[data-scenario="${scenario.name}"]`);
      near(cell ? Number(await cell.evaluate((element) => element.dataset.value)) : 0, volume, `${scenario.name} ${source}`);
    }
  }
  assert.match(await text(page, '.figures'), /推荐方案/);
  assert.equal(await page.$eval('#schedule-table th .best', (mark) => mark.closest('th').querySelector('button').dataset.scenario), String(summary.scenarios.findIndex((scenario) => scenario.name === summary.best)));
  await page.close();
});

await test('slider, play, sections, rivers and language follow mouse and keyboard', async () => {
  const page = await open('zh');
  const day = () => page.$eval('#day-slider', (slider) => Number(slider.value));
  const last = await page.$eval('#day-slider', (slider) => Number(slider.max));
  await page.focus('#day-slider');
  await page.keyboard.press('Home');
  assert.equal(await day(), 0);
  await page.keyboard.press('ArrowRight');
  assert.equal(await day(), 1);
  assert.equal(await page.$eval('#section-table thead .today', (cell) => Number(cell.dataset.day)), 1);
  await page.keyboard.press('End');
  assert.equal(await day(), last);
  const told = await text(page, '#network-told');
  const box = await (await page.$('#day-slider')).boundingBox();
  await page.mouse.click(box.x + 8, box.y + box.height / 2);
  assert.equal(await day(), 0);
  assert.notEqual(await text(page, '#network-told'), told);

  await page.focus('#play');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => Number(document.querySelector('#day-slider').value) >= 1, { timeout: 10000 });
  // the last day may have ended it meanwhile; asked and clicked in one go
  const [playing, after] = await page.$eval('#play', (button) => {
    const before = button.getAttribute('aria-pressed');
    if (before === 'true') button.click();
    return [before, button.getAttribute('aria-pressed')];
  });
  assert.ok(playing === 'true' || (await day()) === last);
  assert.equal(after, 'false');
  const rested = await day();
  await new Promise((done) => setTimeout(done, 900));
  assert.equal(await day(), rested, 'a page at rest stays at its day');

  const names = await page.$$eval('#section-table tbody th button', (buttons) => buttons.map((button) => button.textContent));
  await page.click('#section-table tbody tr:nth-child(1) th button');
  assert.match(await text(page, '#panel-section'), new RegExp(`^${names[0].replace(/[()]/g, '\\$&')} `));
  if (names.length > 1) {
    await page.focus('#section-table tbody tr:nth-child(1) th button');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.ok((await text(page, '#panel-section')).startsWith(`${names[1]} `));
    assert.equal(await page.$eval('#section-table tr.picked th button', (button) => button.textContent), names[1]);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), names[1], 'focus stays on the row');
  }
  await page.click('#section-table tbody tr:nth-child(1) td.class:last-of-type, #section-table tbody tr:nth-child(1) td[data-day="0"]');
  assert.equal(await day(), 0);

  const rivers = await page.$$eval('#profile .controls label:first-child option', (options) => options.map((option) => option.textContent));
  await page.focus('#profile .controls select');
  await page.select('#profile .controls select', await page.$eval('#profile .controls select option:last-child', (option) => option.value));
  assert.ok(rivers.length > 1);
  assert.ok((await text(page, '#panel-river')).startsWith(`${rivers[rivers.length - 1].trim()} · `), await text(page, '#panel-river'));
  await scroll_through(page);
  await page.waitForFunction(() => [...document.querySelectorAll('.chart')].every((chart) => chart.querySelectorAll('svg path').length > 3), { timeout: 5000 });

  // the marks of travel time lead to the picked section, wherever water comes to it from above
  await page.$eval('#network .chart', (chart) => chart.scrollIntoView({ block: 'center', behavior: 'instant' }));
  await page.waitForFunction(() => document.querySelector('#network .chart svg')?.checkVisibility());
  let led_to = 0;
  for (const [i, name] of names.entries()) {
    const key = await page.evaluate((row) => {
      document.querySelectorAll('#section-table tbody th button')[row].click(); // the table is made anew by every pick
      return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(/◇ 流到(.+?)所需时间/.exec(document.querySelector('#network .chart svg').textContent)?.[1] ?? null))));
    }, i);
    assert.ok(key === null || key === name, `${key} in place of ${name}`);
    led_to += key === null ? 0 : 1;
  }
  assert.ok(led_to > 0);

  const heading = await text(page, 'h1');
  await page.focus('[data-language=en]');
  await page.keyboard.press('Enter');
  assert.notEqual(await text(page, 'h1'), heading);
  assert.equal(await page.$eval('html', (html) => html.lang), 'en');
  const english = await page.$$eval('h2, thead th, .note, dt, label > span', (elements) => elements.filter((element) => !element.closest('.schedules')).map((element) => element.textContent));
  const titles = await page.$$eval('#schedule-table thead button', (buttons) => buttons.map((button) => button.textContent));
  const without_titles = (word) => titles.reduce((rest, title) => rest.replace(title, ''), word);
  assert.deepEqual(english.map(without_titles).filter((word) => /[\u3400-\u9fff]/.test(word)), [], 'words of the page left in Chinese');
  await page.click('[data-language=zh]');
  assert.equal(await text(page, 'h1'), heading);
  await page.close();
});

await test('the page says what it is in either language from its address', async () => {
  const words = [];
  for (const language of ['zh', 'en']) {
    const page = await open(language);
    words.push(await text(page, 'h1'));
    assert.ok((await page.$$('#bulletin section')).length >= 6);
    const sentences = await page.$$eval('.state li, .doubts li', (items) => items.map((item) => item.textContent));
    assert.ok(sentences.length >= 3, sentences.join('; '));
    for (const reason of sentences) assert.ok(!/\{\w+\}|undefined|null|NaN/.test(reason), reason);
    assert.ok(!/undefined|NaN|\[object/.test(await text(page, '#bulletin')));
    await page.close();
  }
  assert.notEqual(words[0], words[1]);
});

await test('what a reader cannot see is told otherwise', async () => {
  const page = await open('en');
  await scroll_through(page);
  const bare = await page.evaluate(() => {
    const named = (element) => element.getAttribute('aria-label') || element.textContent.trim() || element.closest('label')?.textContent.trim();
    return [...document.querySelectorAll('button, select, input, .chart, .scroll, summary')].filter((element) => !named(element)).map((element) => element.outerHTML.slice(0, 80));
  });
  assert.deepEqual(bare, []);
  await page.close();
});

await test('nothing leaves the width of a phone', async () => {
  for (const language of ['zh', 'en']) {
    const page = await open(language, 390, 844);
    await scroll_through(page);
    const beyond = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      ...[...document.querySelectorAll('#bulletin *')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('.scroll, pre, svg, .unseen, .chart')).map((element) => element.outerHTML.slice(0, 90)),
    ]);
    assert.deepEqual(beyond, [390]);
    if (pictures) await page.screenshot({ path: join(pictures, `${language}-390.png`), fullPage: true });
    await page.close();
  }
});

await test('it prints on a few sheets of A4', async () => {
  for (const language of ['zh', 'en']) {
    const page = await open(language);
    if (pictures) {
      await scroll_through(page);
      await page.screenshot({ path: join(pictures, `${language}-1400.png`), fullPage: true });
    }
    const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
    const [, wide, high] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf.toString('latin1'));
    assert.ok(Math.abs(wide - 841.9) < 1.5 && Math.abs(high - 595.3) < 1.5, `${wide} x ${high}`);
    // one for sections, one for schedules, network, section, river and the ledger, and room for long lists
    assert.ok(sheets >= 4 && sheets <= 12, `${sheets} sheets`);
    console.log(`${language}: ${sheets} sheets`);
    if (pictures) writeFileSync(join(pictures, `${language}.pdf`), pdf);
    await page.close();
  }
});

await test('forecasts that lack a part leave the others whole, in both languages', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'qingliu-odd-'));
  // parts that there are, of sections, schedules, ecology, network, section, profile, balance, doubts
  const parts = {
    no_sections: ['schedules', 'network', 'profile', 'balance', 'doubts', 'provenance'],
    no_days: ['sections', 'schedules', 'network', 'section', 'travel', 'balance', 'doubts', 'provenance'],
    no_estimates: ['sections', 'schedules', 'ecology', 'network', 'section', 'profile', 'travel', 'balance', 'doubts', 'provenance'],
    members: ['sections', 'schedules', 'ecology', 'network', 'section', 'profile', 'travel', 'balance', 'doubts', 'provenance'],
  };
  const odd = await odd_bulletins(scratch);
  assert.deepEqual(Object.keys(odd).sort(), Object.keys(parts).sort());
  for (const [what, data] of Object.entries(odd)) {
    const file = join(scratch, `${what}.html`);
    const packed = deflateSync(JSON.stringify(data)).toString('base64');
    writeFileSync(file, readFileSync(report, 'utf8').replace(/(id="bulletin-data"[^>]*>)[^<]*/, (_all, tag) => tag + packed));
    for (const language of ['zh', 'en']) {
      const page = await open(language, 1400, 900, file);
      await scroll_through(page);
      assert.deepEqual(await page.$$eval('.sorry', (elements) => elements.map((element) => element.textContent)), [], what);
      assert.deepEqual(await page.$$eval('#bulletin > section', (sections) => sections.map((section) => section.id)), parts[what], what);
      assert.ok(!/undefined|NaN|\[object|null|Infinity/.test(await page.$eval('#bulletin', (sheet) => [...sheet.querySelectorAll('section:not(#provenance), .masthead')].map((part) => part.textContent).join(' '))), what);
      if (what === 'members') {
        assert.equal(await page.$$eval('#schedule-table thead button', (buttons) => buttons.length), 2, 'members are no columns');
        assert.match(await text(page, '.failures'), /the pump of "渠首" has no power/);
        await page.select('#pick-schedule select', '0');
        const hints = await page.$$eval('#section-table tbody tr:first-child td.class', (cells) => cells.map((cell) => cell.title));
        assert.deepEqual(hints.map((hint) => /(\d+)\u202f%\)$/.exec(hint)?.[1]), ['10', '60', '30']);
      }
      if (what === 'no_estimates') {
        assert.match(await page.$$eval('.figures dd', (figures) => figures.map((figure) => figure.textContent).join('|')), /1×10−15\|\D*–/, 'a balance error that is not known');
        assert.equal(await page.$$eval('.state li', (items) => items.length), 2);
      }
      if (pictures) await page.screenshot({ path: join(pictures, `${what}-${language}.png`), fullPage: true });
      await page.close();
    }
  }
  rmSync(scratch, { recursive: true });
});

await test('nobody complained, and nothing was asked of a network', () => assert.deepEqual(complaints, []));

await test('data that cannot be read, and a browser without scripts, leave a sentence', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'qingliu-page-'));
  const broken = join(scratch, 'broken.html');
  writeFileSync(broken, readFileSync(report, 'utf8').replace(/(id="bulletin-data"[^>]*>)[\s\S]{40}/, '$1'));
  const page = await browser.newPage();
  await page.goto(`${pathToFileURL(broken)}`);
  await page.waitForSelector('.sorry');
  assert.match(await page.$eval('#bulletin .sorry', (element) => element.textContent), /qingliu report/);
  await page.setJavaScriptEnabled(false);
  await page.goto(`${pathToFileURL(report)}`);
  assert.ok(await page.$eval('noscript', (element) => element.getBoundingClientRect().height > 0 && /JavaScript/.test(element.textContent)));
  await page.close();
  rmSync(scratch, { recursive: true });
});

await browser.close();
