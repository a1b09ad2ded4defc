import fs from 'node:fs'
import path from 'node:path'

/** A heading's anchor as GitHub makes it, so that a link works there and here. */
export function slug(heading) {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-')
}

/**
 * Links as they are in the repository: to another page they lead there; to any other file (a class, the license) they
 * become its name, since the site has the pages alone; to nothing they end the build.
 */
export function linksOfTheRepository(markdown, { root, isPage }) {
  markdown.core.ruler.push('links_of_the_repository', (state) => {
    for (const block of state.tokens) {
      let isLink = true
      for (const token of block.children ?? []) {
        if (token.type === 'link_open') {
          isLink = adjust(token, path.relative(root, state.env.path))
        }
        if (!isLink && token.type.startsWith('link_')) {
          token.tag = 'span'
          token.type = token.type.replace('link', 'file')
        }
      }
    }
  })

  /** Whether it stays a link. */
  function adjust(token, page) {
    const href = token.attrGet('href')
    if (/^([a-z]+:|#)/i.test(href)) {
      return true
    }
    const [target, fragment] = decodeURI(href).split('#')
    const file = path.posix.join(path.posix.dirname(page), target)
    if (isPage(file)) {
      const address = '/' + file.replace(/README\.md$/, '').replace(/\.md$/, '.html')
      token.attrSet('href', fragment ? `${address}#${fragment}` : address)
      return true
    }
    if (!fs.existsSync(path.join(root, file))) {
      throw new Error(`${page} links to ${href}, and there is no such file`)
    }
    token.attrs = [['title', `${file}, in the source repository`]]
    return false
  }
}

/** What looks like HTML or like a template of Vue is text: List<String> in a sentence. Comments are left out. */
export function nothingButMarkdown(markdown) {
  const { escapeHtml } = markdown.utils
  const { rules } = markdown.renderer
  for (const name of ['text', 'code_inline']) {
    const rendered = rules[name]
    rules[name] = (...token) => rendered(...token).replaceAll('{{', '&#123;&#123;')
  }
  rules.html_inline = rules.html_block = (tokens, at) => {
    const { content } = tokens[at]
    return content.startsWith('<!--') ? '' : escapeHtml(content).replaceAll('{{', '&#123;&#123;')
  }
}
