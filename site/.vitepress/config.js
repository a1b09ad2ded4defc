import fs from 'node:fs'
import path from 'node:path'
import { defineConfig } from 'vitepress'
import { linksOfTheRepository, nothingButMarkdown, slug } from './markdown.js'

const root = path.resolve(import.meta.dirname, '../..')

/** The pages in reading order. A page in docs/ that is not named here comes under "More". */
const groups = {
  Start: ['README', 'docs/getting-started', 'docs/configuration', 'docs/settings', 'docs/glossary'],
  'Connection types': ['docs/sql', 'docs/transactions', 'docs/rest', 'docs/http-answers', 'docs/registries'],
  Operation: ['docs/failures', 'docs/operations', 'docs/logs', 'docs/observing', 'docs/telemetry', 'docs/versions'],
  Development: ['docs/testing', 'docs/clients', 'docs/new-type', 'docs/errors', 'docs/best-messages', 'docs/configuration-schema'],
  Project: ['docs/architecture', 'docs/design-decisions', 'CONTRIBUTING', 'CHANGELOG', 'THIRD-PARTY', 'site/README'],
  Evidence: ['docs/field-reports', 'findings/README', 'docs/trap-suite', 'trap-suite/README', 'docs/outside', 'outside/README', 'docs/benchmarks', 'benchmarks/README', 'docs/mutation-testing'],
}

const pages = [...markdown('.'), ...markdown('docs'), ...readmes()]
const listed = new Set(Object.values(groups).flat())
const more = pages.filter((page) => !listed.has(page))
const isPage = (file) => pages.includes(file.replace(/\.md$/, ''))

export default defineConfig({
  title: 'Connections',
  description: 'Name your external systems once: generated registry and wiring, honest runtime.',
  lang: 'en-US',
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  srcDir: '..',
  srcExclude: ['**/target/**', '**/src/**', '**/node_modules/**'],
  outDir: 'target/site',
  cacheDir: 'target/cache',
  rewrites: { 'README.md': 'index.md', ':folder/README.md': ':folder/index.md' },
  markdown: {
    anchor: { slugify: slug },
    config: (markdown) => markdown.use(nothingButMarkdown).use(linksOfTheRepository, { root, isPage }),
  },
  vite: { plugins: [libraryOfPages()] },
  themeConfig: {
    search: {
      provider: 'local',
      options: {
        detailedView: true,
        // All words, and only long ones with a slip of the pen: "lost" is not "post".
        miniSearch: { searchOptions: { combineWith: 'AND', fuzzy: 0.1 } },
      },
    },
    outline: [2, 3],
    sidebar: Object.entries({ ...groups, More: more })
      .map(([text, names]) => ({ text, items: names.filter((name) => pages.includes(name)).map(item) }))
      .filter((group) => group.items.length > 0),
  },
})

/** The pages are outside of this folder; the library that they are compiled to use is inside. */
function libraryOfPages() {
  return {
    name: 'library-of-pages',
    enforce: 'pre',
    resolveId(id, importer, options) {
      if (/^vue(\/|$)/.test(id) && importer?.endsWith('.md')) {
        return this.resolve(id, import.meta.filename, { ...options, skipSelf: true })
      }
    },
  }
}

/** The Markdown files right in a folder, without their suffix. */
function markdown(folder) {
  return fs
    .readdirSync(path.join(root, folder))
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => path.posix.join(folder, file.slice(0, -'.md'.length)))
}

/** What a module or another folder says of itself. */
function readmes() {
  return fs
    .readdirSync(root)
    .sort()
    .filter((folder) => fs.existsSync(path.join(root, folder, 'README.md')))
    .map((folder) => `${folder}/README`)
}

function item(page) {
  const text = fs.readFileSync(path.join(root, `${page}.md`), 'utf8')
  const title = /^# (.+)$/m.exec(text)?.[1] ?? page
  return { text: title.replaceAll('`', ''), link: '/' + page.replace(/README$/, '') }
}
