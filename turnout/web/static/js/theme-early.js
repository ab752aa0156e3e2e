// Before the first paint: the theme somebody chose on this device, so that nothing flashes.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
} catch {
  // storage may be shut; then the device decides
}
