// On a page that says "this wasn't saved", or asks to sign in first: what was typed was not sent, so draft-keeper.js must not forget it.
try {
  sessionStorage.removeItem("draft-sent");
} catch {
  // nothing was kept
}
