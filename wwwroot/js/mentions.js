// Called by the text area of comments. The new text is reported like typed text.
const mentionArea = (name) => document.querySelector(`[data-mentions="${CSS.escape(name)}"]`);
globalThis.caretOf = (name) => mentionArea(name)?.selectionStart ?? 0;
globalThis.enterMention = (name, start, text) => {
  const area = mentionArea(name);
  if (!area) return;
  area.setRangeText(text, start, area.selectionStart, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
};
