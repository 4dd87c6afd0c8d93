import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser, type Page } from 'playwright-core';

export type TestBrowser = {
  /** Somebody's own browser: no cookie of anybody else. */
  readonly open: (url: string) => Promise<Page>;
  /** Saves what is seen for people to look at, where `HENGJI_SCREENSHOTS` names a folder. */
  readonly screenshot: (page: Page, name: string) => Promise<void>;
  /** What pages said on their console, and the hosts they asked, since the start. */
  readonly complaints: readonly string[];
  readonly hosts: ReadonlySet<string>;
  readonly close: () => Promise<void>;
};

/** An installed browser, for machines that the packaged one is not made for. `HENGJI_CHROMIUM` names another. */
function installedChromium(): string | null {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path)) ?? null;
}

/** The package unpacks into the temporary folder and takes whatever lies there: it gets a folder of its own. */
async function packagedChromium(folder: string): Promise<string> {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    return await sparticuz.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

/** Chinese glyphs from a package, so that pages look the same on a machine without fonts. */
async function fontConfiguration(folder: string): Promise<string> {
  const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'));
  const directories = (await readdir(fonts)).filter((name) => /^(400|500|600|700)/.test(name)).map((name) => `<dir>${join(fonts, name)}</dir>`);
  const file = join(folder, 'fonts.conf');
  await writeFile(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${directories.join('')}<cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>`);
  return file;
}

/** A browser that can be started any number of times, and the fonts it draws with. */
export type UnpackedBrowser = { readonly executablePath: string; readonly fonts: string };

/** Puts a browser into a folder, where it stays until the folder goes. Takes seconds: a test run does it once. */
export async function unpackBrowser(folder: string): Promise<UnpackedBrowser> {
  const named = process.env['HENGJI_CHROMIUM'];
  const packaged = named === undefined && process.platform === 'linux' && process.arch === 'x64';
  const executablePath = named ?? (packaged ? await packagedChromium(folder) : installedChromium());
  if (executablePath === null) throw new Error('There is no Chromium: install one, or name it with HENGJI_CHROMIUM.');
  return { executablePath, fonts: await fontConfiguration(folder) };
}

/** Now and then the packaged browser falls over before it has opened anything (SIGSEGV): that says nothing of a page. */
const starts = 3;

async function launch(executablePath: string, env: Record<string, string>, left = starts - 1): Promise<Browser> {
  try {
    // Not the package's own arguments: they put all of the browser into one process, which one closed page can take down.
    return await chromium.launch({ executablePath, env, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'] });
  } catch (error) {
    if (left === 0) throw error;
    return launch(executablePath, env, left - 1);
  }
}

/** Starts a real Chromium. */
export async function startBrowser({ executablePath, fonts }: UnpackedBrowser): Promise<TestBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'hengji-browser-'));
  // A picture of a whole page takes half a second, and nobody looks at those of an ordinary run.
  const screenshots = process.env['HENGJI_SCREENSHOTS'];
  if (screenshots !== undefined) await mkdir(screenshots, { recursive: true });
  const browser = await launch(executablePath, { PATH: process.env['PATH'] ?? '', HOME: folder, TMPDIR: folder, FONTCONFIG_FILE: fonts });
  const complaints: string[] = [];
  const hosts = new Set<string>();
  return {
    complaints,
    hosts,
    async open(url) {
      const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' });
      context.setDefaultTimeout(60_000);
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
      // A refused request is said on the console too; what it means is looked at on the page.
      page.on('console', (message) => void (message.type() === 'error' && !message.text().startsWith('Failed to load resource') && complaints.push(`${page.url()}: ${message.text()}`)));
      page.on('request', (request) => hosts.add(new URL(request.url()).host));
      await page.goto(url);
      return page;
    },
    screenshot: async (page, name) => void (screenshots === undefined ? null : await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true })),
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The smaller form, as text: to load the library here as well would run all of it once more, in each worker. */
const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds against WCAG 2.2 A and AA, one line each. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  // Half-way through a fade a button has a colour that it never keeps.
  await page.waitForFunction(() => document.getAnimations().every((animation) => animation.playState !== 'running' || animation.effect?.getTiming().iterations === Infinity));
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(await axe);
  // Only what is wrong: to describe and carry over every element that is right takes as long as to look at them.
  const violations = await page.evaluate<readonly { readonly id: string; readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[] }[]>(
    "axe.run(document, { resultTypes: ['violations'], runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } }).then(({ violations }) => violations)",
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`));
}
