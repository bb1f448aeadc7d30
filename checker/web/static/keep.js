// What a reload needs, kept in this tab’s own storage: two tabs are two desks.

const KEY = "checker-desk";

// Keep it; false where the browser has no room for it.
export function keep(state) {
  for (const kept of [state, { ...state, doc: { ...state.doc, file: null, lost: Boolean(state.doc.file) } }]) {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(kept));
      return true;
    } catch {
      // over the quota: try without the file, then give up
    }
  }
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // storage is switched off
  }
  return false;
}

export function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}
