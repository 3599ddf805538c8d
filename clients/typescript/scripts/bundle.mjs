// Writes browser/realtime-client.js, the package as one script for pages that have no bundler, such as those of Realtime.Console and
// samples/browser. It is kept with the sources, so that a build of these needs neither Node nor a network. With --check it only compares.
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';

const file = new URL('../browser/realtime-client.js', import.meta.url).pathname;
const check = process.argv.includes('--check');
const { outputFiles } = await build({
  entryPoints: [new URL('../dist/index.js', import.meta.url).pathname],
  bundle: true, format: 'esm', target: 'es2022', charset: 'utf8', outfile: file, write: !check,
  banner: { js: '// @realtime/client for browsers, written by clients/typescript/scripts/bundle.mjs: change its sources there.' },
});
if (check && outputFiles[0].text !== readFileSync(file, 'utf8')) throw new Error(`${file} is not what the sources say: npm run bundle`);
