// Builds dist/bulletin.html, the page with a marker where a bulletin's data goes, dist/charts.js, the charts for an ES5 engine, and
// dist/licences.txt, the licences of what is bundled into either. The same sources give the same bytes.
import { build, transform } from 'esbuild';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const here = dirname(fileURLToPath(import.meta.url));
const marker = '<!--BULLETIN-DATA-->';
const define = { 'process.env.NODE_ENV': '"production"', __DEV__: 'false' };

async function bundle(entry, options) {
  const result = await build({
    absWorkingDir: here,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'warning',
    define,
    ...options,
  });
  return { text: result.outputFiles[0].text, inputs: Object.keys(result.metafile.inputs) };
}

/**
 * ES5 of a bundle: esbuild bundles, TypeScript lowers, esbuild minifies. Not its syntax: that moves statements into the heads of
 * loops, where duktape 2.7 takes an operator `in` within parentheses for that of the loop.
 */
async function to_es5(text) {
  const lowered = ts.transpileModule(text, { compilerOptions: { target: ts.ScriptTarget.ES5, module: ts.ModuleKind.None, ignoreDeprecations: '5.0' } });
  return (await transform(lowered.outputText, { minifyWhitespace: true, minifyIdentifiers: true, target: 'es5', charset: 'utf8' })).code;
}

/** LICENSE, NOTICE and the like at the top of a package, and all that a folder of such a name holds. */
async function licence_files(folder) {
  const files = [];
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!/^(licen[cs]e|notice|copying|copyrightnotice)/i.test(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isFile()) files.push(path);
    else for (const inner of (await readdir(path)).sort()) files.push(join(path, inner));
  }
  return files;
}

/** Name, version and every licence file of the packages among the inputs of bundles. */
async function licences(inputs) {
  const packages = [...new Set(inputs.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean))].sort();
  const parts = [];
  for (const name of packages) {
    const folder = join(here, 'node_modules', name);
    const about = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    parts.push(`${'='.repeat(78)}\n${name} ${about.version} (${about.license})\n${'='.repeat(78)}\n`);
    for (const file of await licence_files(folder)) parts.push((await readFile(file, 'utf8')).trim() + '\n');
  }
  return parts.join('\n');
}

function escaped(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

/** Text of a script that does not end it. */
function in_script(text) {
  return text.replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');
}

const page = await bundle('src/page/main.ts', { format: 'iife', target: 'es2020', minify: true });
const style = await bundle('src/style/bulletin.css', { minify: true, target: 'es2020' });
const drawn = await bundle('src/charts/render.ts', { format: 'iife', globalName: 'qingliuCharts', target: 'es2020' });
const charts = await to_es5(drawn.text);
const texts = await licences([...page.inputs, ...drawn.inputs]);

const html = (await readFile(join(here, 'src/bulletin.html'), 'utf8'))
  .replace('/*STYLE*/', () => style.text.trim())
  .replace('<!--LICENCES-->', () => escaped(texts))
  .replace('/*SCRIPT*/', () => in_script(page.text.trim()));
if (html.split(marker).length !== 2) throw new Error(`the page must hold ${marker} once`);

await mkdir(join(here, 'dist'), { recursive: true });
await writeFile(join(here, 'dist/bulletin.html'), html);
await writeFile(join(here, 'dist/charts.js'), charts);
await writeFile(join(here, 'dist/licences.txt'), texts);
for (const [file, text] of Object.entries({ 'bulletin.html': html, 'charts.js': charts, 'licences.txt': texts })) {
  console.log(`dist/${file}  ${(Buffer.byteLength(text) / 1024).toFixed(0)} kB`);
}
