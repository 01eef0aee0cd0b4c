// What a person has typed and chosen, kept apart from the DOM so that it survives every redraw.

const INITIAL = {
  plain_text_input: (e) => e.initial_value ?? "",
  number_input: (e) => e.initial_value ?? "",
  email_text_input: (e) => e.initial_value ?? "",
  url_text_input: (e) => e.initial_value ?? "",
  static_select: (e) => e.initial_option?.value ?? null,
  external_select: (e) => e.initial_option?.value ?? null,
  users_select: (e) => e.initial_user ?? null,
  conversations_select: (e) => e.initial_conversation ?? null,
  channels_select: (e) => e.initial_channel ?? null,
  multi_static_select: (e) => (e.initial_options ?? []).map((option) => option.value),
  multi_external_select: (e) => (e.initial_options ?? []).map((option) => option.value),
  multi_users_select: (e) => e.initial_users ?? [],
  multi_conversations_select: (e) => e.initial_conversations ?? [],
  multi_channels_select: (e) => e.initial_channels ?? [],
  radio_buttons: (e) => e.initial_option?.value ?? null,
  checkboxes: (e) => (e.initial_options ?? []).map((option) => option.value),
  datepicker: (e) => e.initial_date ?? null,
  timepicker: (e) => e.initial_time ?? null,
  datetimepicker: (e) => e.initial_date_time ?? null,
};

/** Whether an element of this type has a value (a button has none). */
export const hasValue = (element) => Object.hasOwn(INITIAL, element.type);

/** The playground asks the app for no options, so what an external select shows is not an answer. */
const isSent = (element) => hasValue(element) && !element.type.includes("external");

/** The values of one surface (one modal, Home, one message), by block and action. */
export class Values {
  /** What the playground holds for these blocks (`state.values` of the view or message). */
  held = {};

  #kept = new Map();

  /** The present value; from the first look on later initial values change nothing, as in Slack. */
  get(block, element) {
    const key = this.#key(block, element);
    const held = this.held[block.block_id]?.[element.action_id];
    if (!this.#kept.has(key)) this.#kept.set(key, held ? valueIn(held) : INITIAL[element.type](element));
    return this.#kept.get(key);
  }

  set(block, element, value) {
    this.#kept.set(this.#key(block, element), value);
  }

  forget(block) {
    for (const element of elementsOf(block)) this.#kept.delete(this.#key(block, element));
  }

  /** `{block_id: {action_id: value}}` of the blocks given. */
  collect(blocks) {
    const collected = {};
    for (const block of blocks)
      for (const element of elementsOf(block).filter(isSent))
        (collected[block.block_id] ??= {})[element.action_id] = this.get(block, element);
    return collected;
  }

  #key = (block, element) => JSON.stringify([block.block_id, element.action_id, element.type]);
}

/** The value in one entry of Slack's `state.values`, such as `{type, selected_option: {value}}`. */
function valueIn({ type: _type, ...held }) {
  const [value] = Object.values(held);
  const plain = (choice) => choice?.value ?? choice ?? null;
  return Array.isArray(value) ? value.map(plain) : plain(value);
}

/** The interactive elements of a block. */
function elementsOf(block) {
  if (block.type === "input") return [block.element];
  if (block.type === "section" && block.accessory) return [block.accessory];
  return block.type === "actions" ? block.elements : [];
}
