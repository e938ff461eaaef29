// Staying on the phone: the service worker with its updates, the browser's offer to install, and storage that is not cleared.
import { useEffect, useState } from 'react'

interface Offer extends Event {
  prompt(): Promise<void>
  readonly userChoice: Promise<unknown>
}

export interface Installation {
  /** Takes the new version that waits; null when none does. */
  readonly takeUpdate: (() => void) | null
  /** Shows the browser's own question; null while it does not offer one. */
  readonly install: (() => void) | null
  /** Whether the browser promised not to clear what is kept here; null where it cannot be asked. */
  readonly persisted: boolean | null
}

/** `busy` asks for storage that stays: once there is something that must not be lost. */
export function useInstallation(busy: boolean): Installation {
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null)
  const [offer, setOffer] = useState<Offer | null>(null)
  const [persisted, setPersisted] = useState<boolean | null>(null)

  useEffect(() => {
    if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
    // The first worker takes over silently; only a later one means another version of this page.
    let had = navigator.serviceWorker.controller !== null
    const taken = () => {
      if (had) location.reload()
      had = true
    }
    navigator.serviceWorker.addEventListener('controllerchange', taken)
    const look = (registration: ServiceWorkerRegistration) => {
      if (registration.waiting && navigator.serviceWorker.controller) setWaiting(registration.waiting)
    }
    void navigator.serviceWorker
      .register('/m/worker.js', { scope: '/m' })
      .then(registration => {
        look(registration)
        registration.addEventListener('updatefound', () => {
          registration.installing?.addEventListener('statechange', () => look(registration))
        })
      })
      // Without it the page works while there is signal; the address line says why.
      .catch(() => undefined)
    return () => navigator.serviceWorker.removeEventListener('controllerchange', taken)
  }, [])

  useEffect(() => {
    const offered = (event: Event) => {
      event.preventDefault()
      setOffer(event as Offer)
    }
    const done = () => setOffer(null)
    window.addEventListener('beforeinstallprompt', offered)
    window.addEventListener('appinstalled', done)
    return () => {
      window.removeEventListener('beforeinstallprompt', offered)
      window.removeEventListener('appinstalled', done)
    }
  }, [])

  useEffect(() => {
    if (!navigator.storage?.persist) return
    void navigator.storage
      .persisted()
      .then(async is => setPersisted(is || (busy && (await navigator.storage.persist()))))
  }, [busy])

  return {
    takeUpdate: waiting && (() => waiting.postMessage('take')),
    install: offer && (() => void offer.prompt().then(() => setOffer(null))),
    persisted,
  }
}
