import { type Theme, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import { useSyncExternalStore } from 'react';

/** What the desktop itself uses: Segoe UI on Windows, San Francisco on macOS, the user's choice on Linux. */
const fontFamilyBase = 'system-ui, sans-serif';
const light: Theme = { ...webLightTheme, fontFamilyBase };
const dark: Theme = { ...webDarkTheme, fontFamilyBase };

/** Fluent's theme for the appearance that main has set; follows it live. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, prefersDark) ? dark : light;
}

const query = '(prefers-color-scheme: dark)';

function subscribe(changed: () => void): () => void {
  const media = window.matchMedia(query);
  media.addEventListener('change', changed);
  return () => media.removeEventListener('change', changed);
}

function prefersDark(): boolean {
  return window.matchMedia(query).matches;
}
