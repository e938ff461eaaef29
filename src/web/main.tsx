// The beginning of the page: language, look of the controls, answers and addresses put together.
import './wire.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { ConfigProvider } from 'antd'
import english from 'antd/es/locale/en_US'
import chinese from 'antd/es/locale/zh_CN'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { answers } from './answers.ts'
import { Speaking, useSpeech } from './language.ts'
import { router } from './router.tsx'
import './style.css'
import { theme } from './theme.ts'

function Page() {
  const { language } = useSpeech()
  return (
    <ConfigProvider theme={theme} locale={language === 'zh' ? chinese : english}>
      <RouterProvider router={router} />
    </ConfigProvider>
  )
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={answers}>
      <Speaking>
        <Page />
      </Speaking>
    </QueryClientProvider>
  </StrictMode>,
)
