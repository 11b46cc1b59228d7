// Bundles every tests/*.test.ts and runs them with Node's own runner.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const work = await mkdtemp(join(tmpdir(), 'qingliu-web-'));
const tests = (await readdir(here)).filter((file) => file.endsWith('.test.ts')).sort();
await build({
  entryPoints: tests.map((file) => join(here, file)),
  bundle: true,
  platform: 'node',
  format: 'esm',
  outdir: work,
  outExtension: { '.js': '.mjs' },
  define: { 'process.env.NODE_ENV': '"production"', __DEV__: 'false' },
  logLevel: 'warning',
});
const run = spawnSync(process.execPath, ['--test', ...tests.map((file) => join(work, file.replace(/\.ts$/, '.mjs')))], {
  stdio: 'inherit',
  env: { ...process.env, QINGLIU_WEB: dirname(here) },
});
await rm(work, { recursive: true });
process.exit(run.status ?? 1);
