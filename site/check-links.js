// Ends with an error if a link of the built site leads to a page or a heading that is not there.
import fs from 'node:fs'
import path from 'node:path'

const site = path.resolve(import.meta.dirname, 'target/site')
const pages = fs.readdirSync(site, { recursive: true }).filter((file) => file.endsWith('.html'))
const html = new Map(pages.map((page) => [page, fs.readFileSync(path.join(site, page), 'utf8')]))
const anchors = new Map([...html].map(([page, text]) => [page, new Set(found(text, /\sid="([^"]+)"/g))]))

const broken = []
let checked = 0
for (const [page, text] of html) {
  for (const href of found(text, /<a\s[^>]*?href="([^"]+)"/g)) {
    const url = new URL(href.replaceAll('&amp;', '&'), `https://site.invalid/${page}`)
    if (url.host === 'site.invalid') {
      checked++
      const target = url.pathname.slice(1).replace(/(^|\/)$/, '$1index.html')
      const anchor = decodeURIComponent(url.hash.slice(1))
      if (!anchors.has(target) || (anchor && !anchors.get(target).has(anchor))) {
        broken.push(`${page}: ${href}`)
      }
    }
  }
}
console.log(`${checked} links between ${pages.length} pages, ${broken.length} broken`)
if (broken.length > 0 || checked === 0) {
  console.error(broken.join('\n'))
  process.exit(1)
}

function found(text, pattern) {
  return [...text.matchAll(pattern)].map((match) => match[1])
}
