// Builds the console's assets into the application's classpath: target/classes/static/assets.
import * as esbuild from 'esbuild';
import * as sass from 'sass';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';

const out = new URL('../../../target/classes/static/assets/', import.meta.url).pathname;

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

await esbuild.build({
  entryPoints: { desk: 'src/desk.js', diagram: 'src/diagram.js' },
  outdir: out,
  bundle: true,
  splitting: true,
  format: 'esm',
  minify: true,
  target: 'es2022',
  legalComments: 'linked',
  logLevel: 'warning',
});

const css = sass.compile('src/desk.scss', {
  style: 'compressed',
  loadPaths: ['node_modules'],
  quietDeps: true,
});
await writeFile(`${out}desk.css`, css.css);

await cp('node_modules/bpmn-js/dist/assets/diagram-js.css', `${out}diagram-js.css`);
await cp('node_modules/bpmn-js/dist/assets/bpmn-js.css', `${out}bpmn-js.css`);
await cp('src/icon.svg', `${out}icon.svg`);
