// The few emoji names that bots commonly write; an unknown one stays as it was typed.

const EMOJI = {
  "+1": "👍", "-1": "👎", alarm_clock: "⏰", arrow_forward: "▶️", arrow_right: "➡️", bar_chart: "📊", bell: "🔔",
  black_square_for_stop: "⏹️", blue_book: "📘", bulb: "💡", calendar: "📆", chart_with_upwards_trend: "📈", clap: "👏",
  clock1: "🕐", coffee: "☕", dart: "🎯", double_vertical_bar: "⏸️", eyes: "👀", fire: "🔥", gear: "⚙️", green_circle: "🟢",
  grinning: "😀", hammer_and_wrench: "🛠️", heart: "❤️", heavy_check_mark: "✔️", heavy_plus_sign: "➕", hourglass: "⌛",
  hourglass_flowing_sand: "⏳", house: "🏠", information_source: "ℹ️", key: "🔑", large_blue_circle: "🔵", lock: "🔒",
  mag: "🔍", memo: "📝", no_entry: "⛔", no_entry_sign: "🚫", ok_hand: "👌", page_facing_up: "📄", pause_button: "⏸️",
  pencil: "📝", pencil2: "✏️", pray: "🙏", pushpin: "📌", question: "❓", raised_hands: "🙌", recycle: "♻️", red_circle: "🔴",
  repeat: "🔁", robot_face: "🤖", rocket: "🚀", sandwich: "🥪", slightly_smiling_face: "🙂", smile: "😄", smiley: "😃",
  sparkles: "✨", speech_balloon: "💬", star: "⭐", stopwatch: "⏱️", sunrise: "🌅", tada: "🎉", tea: "🍵", thinking_face: "🤔",
  thumbsup: "👍", thumbsdown: "👎", timer_clock: "⏲️", warning: "⚠️", wave: "👋", white_check_mark: "✅", white_circle: "⚪",
  x: "❌", yellow_circle: "🟡", zap: "⚡", zzz: "💤",
};

/** The character for a name (without colons), or null. */
export const emojiFor = (name) => (Object.hasOwn(EMOJI, name) ? EMOJI[name] : null);

/** Plain text with its `:names:` replaced. */
export const withEmoji = (text) => text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => emojiFor(name) ?? whole);
