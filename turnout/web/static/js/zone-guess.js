// <form data-guess-zone>: its time zone starts as the browser's. Sent again with errors, it stays as it was chosen.
const form = document.querySelector("form[data-guess-zone]");
const zone = form?.elements.timezone;
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const known = zone && [...zone.options].some((option) => option.value === here);
if (known && !form.querySelector(".errorlist")) zone.value = here;
