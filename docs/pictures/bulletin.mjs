// Draws docs/pictures/bulletin.png, the picture of the README: the head of the winter's bulletin under the pulsed schedule.
//
//     ./dev run && node docs/pictures/bulletin.mjs out/winter/report.html
//
// Wants chromium, fonts-noto-cjk, python3-pil and the packages of web/ (cd web && npm ci).
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const puppeteer = (await import(pathToFileURL(createRequire(join(here, '../../web/package.json')).resolve('puppeteer-core')))).default;
const picture = join(here, 'bulletin.png');
const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage();
await page.setViewport({ width: 1400, height: 1390 });
await page.goto(`${pathToFileURL(resolve(process.argv[2]))}?lang=zh`);
await page.waitForSelector('html[data-ready=yes]');
await page.$$eval('#schedule-table thead button', (buttons) => buttons.find((button) => button.textContent === '间歇引黄')?.click());
await page.$eval('#day-slider', (slider) => {
  slider.value = '10';
  slider.dispatchEvent(new Event('input'));
});
await page.screenshot({ path: picture });
await browser.close();
// a palette does for flat colours
execFileSync('/usr/bin/python3', ['-c', 'import sys; from PIL import Image; Image.open(sys.argv[1]).convert("RGB").quantize(256, kmeans=2).save(sys.argv[1], optimize=True)', picture]);
