// A visitor over real HTTP: keeps cookies as a browser does, and tells answers and problems apart.
export interface Told {
  readonly status: number
  readonly body: Record<string, unknown> & { type?: string }
}

export interface Visitor {
  readonly cookies: Map<string, string>
  /** Attributes of each cookie as it was last set. */
  readonly attributes: Map<string, string>
  ask(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Told>
  get(path: string): Promise<Told>
  post(path: string, body?: unknown): Promise<Told>
  drop(path: string): Promise<Told>
}

/** A browser of its own before a server. */
export function visitor(base: string, agent = 'Mozilla/5.0 (Windows NT 10.0) Chrome/143.0'): Visitor {
  const cookies = new Map<string, string>()
  const attributes = new Map<string, string>()
  const ask: Visitor['ask'] = async (method, path, body, headers = {}) => {
    const answer = await fetch(path.startsWith('http') ? path : `${base}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        'user-agent': agent,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...rest] = line.split('; ')
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
      attributes.set(name, rest.join('; '))
      if (value === '' || /Max-Age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, decodeURIComponent(value))
    }
    const text = await answer.text()
    const location = answer.headers.get('location')
    return {
      status: answer.status,
      body: location ? { location } : text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : { text },
    }
  }
  return {
    cookies,
    attributes,
    ask,
    get: path => ask('GET', path),
    post: (path, body = {}) => ask('POST', path, body),
    drop: path => ask('DELETE', path),
  }
}
