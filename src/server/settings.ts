// How the house stands in its network: its own address, the proxies it believes, and the district's sign-on. All from the environment.
import { z } from 'zod'
import type { SignOnSettings } from '../access/sign-on.node.ts'
import { parse } from './answer.ts'

export interface Settings {
  /** The address at which people open the house; by it cookies are secure and passkeys bound. Undefined: as the request says. */
  readonly origin?: string
  /** Proxies whose word on address and protocol is believed: addresses or networks. Undefined: nobody's. */
  readonly trust?: readonly string[]
  readonly signOn?: SignOnSettings
  /** Origins that group robots may have besides those of their makers, also within the own network. Undefined: none. */
  readonly receivers?: readonly string[]
  /** Where a line is written for each answer, without a word on who asked. Undefined: nowhere. */
  readonly log?: { write(line: string): unknown }
}

/** An empty variable is as good as none. */
const text = z
  .string()
  .trim()
  .transform(given => given || undefined)
  .optional()
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:.]*)(?:\/\d{1,3})?$/i

const environment = z
  .object({
    JICENG_ORIGIN: text.refine(given => !given || /^https?:\/\/[^/?#]+$/.test(given), {
      error: '要写成 https://主机 或 https://主机：端口 / must be https://host or https://host:port',
    }),
    JICENG_TRUST_PROXY: text
      .transform(given => given?.split(/[\s,]+/))
      .refine(given => !given || given.every(one => ADDRESS.test(one)), {
        error: '只能是代理的地址或网段 / must be addresses or networks of proxies',
      }),
    JICENG_ROBOT_ORIGINS: text
      .transform(given => given?.split(/[\s,]+/))
      .refine(given => !given || given.every(one => URL.canParse(one) && new URL(one).origin === one), {
        error:
          '要写成 https://主机 或 http://主机：端口，不带路径 / must be https://host or http://host:port, without a path',
      }),
    JICENG_LOG: text.refine(given => !given || given === 'off', { error: '只能是 off / can only be off' }),
    JICENG_OIDC_ISSUER: text.refine(given => !given || URL.canParse(given), { error: '不是网址 / is no address' }),
    JICENG_OIDC_CLIENT: text,
    JICENG_OIDC_SECRET: text,
    JICENG_OIDC_NAME_ZH: text,
    JICENG_OIDC_NAME_EN: text,
  })
  .refine(given => !given.JICENG_OIDC_ISSUER || (given.JICENG_OIDC_CLIENT && given.JICENG_OIDC_SECRET), {
    path: ['JICENG_OIDC_CLIENT'],
    error:
      '统一登录还要 JICENG_OIDC_CLIENT 和 JICENG_OIDC_SECRET / a sign-on needs JICENG_OIDC_CLIENT and JICENG_OIDC_SECRET',
  })

/** Reads the settings; throws input.field that names the variable. */
export function settingsIn(env: Readonly<Record<string, string | undefined>>): Settings {
  const read = parse(environment, env, 'environment')
  const issuer = read.JICENG_OIDC_ISSUER
  return {
    ...(read.JICENG_ORIGIN ? { origin: read.JICENG_ORIGIN } : {}),
    ...(read.JICENG_TRUST_PROXY ? { trust: read.JICENG_TRUST_PROXY } : {}),
    ...(read.JICENG_ROBOT_ORIGINS ? { receivers: read.JICENG_ROBOT_ORIGINS } : {}),
    ...(read.JICENG_LOG === 'off' ? {} : { log: process.stderr }),
    ...(issuer
      ? {
          signOn: {
            issuer,
            client: read.JICENG_OIDC_CLIENT!,
            secret: read.JICENG_OIDC_SECRET!,
            name: { zh: read.JICENG_OIDC_NAME_ZH ?? '统一登录', en: read.JICENG_OIDC_NAME_EN ?? 'District sign-on' },
          },
        }
      : {}),
  }
}
