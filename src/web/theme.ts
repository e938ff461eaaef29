// The look of the controls: ink on paper, one deep teal, small radii, quiet shadows. Colours repeat those of style/ground.css.
import type { ThemeConfig } from 'antd'

export const INK = '#1d2226'
export const TEAL = '#0f4c4f'

const SANS =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif'

export const theme: ThemeConfig = {
  token: {
    colorPrimary: TEAL,
    colorInfo: TEAL,
    colorLink: TEAL,
    colorText: INK,
    colorTextSecondary: '#565d63',
    colorTextTertiary: '#6b7278',
    colorTextPlaceholder: '#6b7278',
    colorBorder: '#d3cec3',
    colorBorderSecondary: '#e7e3da',
    colorBgLayout: '#faf9f6',
    colorError: '#9d2a26',
    colorBgMask: 'rgba(29, 34, 38, 0.26)',
    borderRadius: 4,
    borderRadiusLG: 5,
    borderRadiusSM: 3,
    controlHeight: 34,
    fontFamily: SANS,
    fontSize: 14,
    boxShadow: '0 8px 28px rgba(29, 34, 38, 0.12)',
    boxShadowSecondary: '0 8px 28px rgba(29, 34, 38, 0.12)',
    motionDurationMid: '0.14s',
    motionDurationSlow: '0.2s',
  },
  components: {
    Segmented: {
      trackBg: '#efece4',
      itemSelectedBg: '#ffffff',
      trackPadding: 3,
      itemSelectedColor: TEAL,
      itemColor: '#565d63',
    },
    Drawer: { paddingLG: 28 },
    TreeSelect: { nodeSelectedBg: '#e6efee', titleHeight: 30, indentSize: 18 },
    Select: { optionSelectedBg: '#e6efee' },
  },
}
