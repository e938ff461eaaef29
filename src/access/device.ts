// What a device is called in the list of its owner: enough to know it again, no more than that.

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/, '微信 WeChat'],
  [/DingTalk/, '钉钉 DingTalk'],
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/HuaweiBrowser/, 'Huawei Browser'],
  [/MiuiBrowser/, 'Mi Browser'],
  [/QQBrowser|MQQBrowser/, 'QQ Browser'],
  [/Firefox\/|FxiOS/, 'Firefox'],
  [/Chrome\/|CriOS/, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux|X11/, 'Linux'],
]

/** Browser and system of a device by what the browser says of itself; versions are left out. */
export function deviceWords(agent: string): string {
  const find = (list: typeof BROWSERS) => list.find(([sign]) => sign.test(agent))?.[1]
  return [find(BROWSERS), find(SYSTEMS)].filter(Boolean).join(' · ') || '—'
}
