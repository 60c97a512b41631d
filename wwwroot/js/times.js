// Times outside an organization are rendered in UTC and shown in the browser's time zone, in the words of
// Platform/Ui/Values/WhenText.cs.
export function localize(root) {
  for (const time of root.querySelectorAll?.("time[data-local]") ?? []) {
    const at = new Date(time.dateTime);
    const parts = { day: "numeric", month: "short", ...at.getFullYear() === new Date().getFullYear() ? {} : { year: "numeric" } };
    const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    time.textContent = `${at.toLocaleDateString("en-GB", parts)}, ${at.toLocaleTimeString("en-GB", clock)}`;
    time.title = at.toLocaleString("en-GB", { dateStyle: "full", timeStyle: "long" });
    time.removeAttribute("data-local");
  }
}
