// The beginning of the phone's page: a route of its own that loads nothing of the desk.
import '../wire.ts'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import './style.css'

createRoot(document.getElementById('root')!).render(<App />)
