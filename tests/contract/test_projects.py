"""Projects: named, picked, presumed and kept, wherever a session starts."""

from tests.contract.driver import Driver, text_of

MANY = "*Atlas* <!here> & _co_"


async def start(ada: Driver, **fields: str) -> None:
    """By the shortcut, as its modal is filled in."""
    await ada.post("shortcut", person=ada.user_id, callback_id="start_work")
    await ada.modal_opens()
    assert not (await ada.submit(**fields))["errors"]


async def finish(ada: Driver, **fields: str) -> None:
    await ada.advance("30m")
    await ada.work("done")
    await ada.modal_opens()
    await ada.submit(**fields)


async def prefer(ada: Driver, project: str) -> None:
    await ada.work("settings")
    await ada.modal_opens()
    assert not (await ada.submit(**{"Default project": project}))["errors"]


async def project_of(ada: Driver) -> str:
    """What the edit modal of the open or the last session has as the project."""
    await ada.work("edit")
    blocks = (await ada.modal_opens()).modal["blocks"]
    (block,) = [block for block in blocks if block["block_id"].startswith("project.")]
    await ada.close_modal()
    return str(block["element"].get("initial_value", ""))


async def test_a_new_project_is_there_to_be_picked_at_the_next_start(ada: Driver) -> None:
    await start(ada, Task="Review", Project=MANY)
    assert await project_of(ada) == MANY
    await finish(ada)
    await start(ada, Task="Mail", Project=MANY)
    assert await project_of(ada) == MANY
    await finish(ada)
    await start(ada, Task="Slides")
    assert await project_of(ada) == ""


async def test_a_typed_project_counts_instead_of_the_picked_one(ada: Driver) -> None:
    await start(ada, Task="Review", Project="Atlas")
    await finish(ada)
    await start(ada, Task="Mail", Project="Atlas", **{"New project": "House"})
    assert await project_of(ada) == "House"


async def test_the_default_project_holds_for_a_start_by_command_and_in_the_dm(ada: Driver) -> None:
    await prefer(ada, "Atlas")
    await ada.work("start review")
    assert await project_of(ada) == "Atlas"
    await finish(ada)
    await ada.say("start mail")
    await ada.until_text("Working on “mail”")
    assert await project_of(ada) == "Atlas"


async def test_the_default_project_is_picked_in_the_modal_and_can_be_left_out(ada: Driver) -> None:
    await prefer(ada, "Atlas")
    await start(ada, Task="Review")
    assert await project_of(ada) == "Atlas"
    await finish(ada)
    await start(ada, Task="Mail", Project="No project")
    assert await project_of(ada) == ""


async def test_a_message_becomes_a_task_of_the_default_project(ada: Driver) -> None:
    await prefer(ada, "Atlas")
    channel = (await ada.see()).conversation("channel")["id"]
    written = await ada.post("message", person=ada.user_id, channel=channel, text="Answer the mail")
    await ada.post(
        "shortcut", person=ada.user_id, callback_id="track_message", channel=channel, ts=written["ts"]
    )
    await ada.modal_opens()
    await ada.submit()
    assert await project_of(ada) == "Atlas"


async def test_a_switch_by_command_goes_to_the_default_project(ada: Driver) -> None:
    await start(ada, Task="Review", Project="House")
    await prefer(ada, "Atlas")
    await ada.work("start mail")
    await ada.press("Switch to mail")
    await ada.modal_opens()
    await ada.submit()
    assert await project_of(ada) == "Atlas"


async def test_a_switch_in_the_modal_goes_to_the_project_that_was_chosen(ada: Driver) -> None:
    await prefer(ada, "Atlas")
    await start(ada, Task="Review", **{"New project": "House"})
    await start(ada, Task="Mail", Project="House")
    await ada.submit()
    assert await project_of(ada) == "House"
    await start(ada, Task="Slides", Project="No project")
    await ada.submit()
    assert await project_of(ada) == ""


async def test_continuing_and_starting_again_keep_the_project(ada: Driver) -> None:
    await start(ada, Task="Review", Project="House")
    await prefer(ada, "Atlas")
    await finish(ada, Keep="A start", **{"What happens now": "Continue right away"})
    assert await project_of(ada) == "House"
    await finish(ada)
    await ada.work()
    await ada.press("Start again")
    assert await project_of(ada) == "House"


async def test_undo_and_redo_of_a_start_bring_the_project_back(ada: Driver) -> None:
    await start(ada, Task="Review", Project="House")
    await ada.work("undo")
    await ada.work("redo")
    assert await project_of(ada) == "House"
    await ada.work("cancel")
    await ada.press("Discard")
    await ada.work("undo")
    assert await project_of(ada) == "House"


async def test_the_project_is_shown_wherever_its_session_is(ada: Driver) -> None:
    await start(ada, Task="Review", Project=MANY)
    assert f"in \n{MANY}" in text_of((await ada.work()).last_answer)
    await ada.work("pause lunch")
    assert MANY in text_of((await ada.work()).last_answer)
    await finish(ada)
    summary = (await ada.until_text("Finished “Review”")).direct_messages[-1]
    assert f"in \n{MANY}" in text_of(summary["blocks"])
    assert f"in \n{MANY}" in text_of((await ada.work("log")).last_answer)
    await ada.open_home()
    await ada.until(lambda screen: f"Review · in {MANY}" in text_of(screen.home))


async def test_the_report_counts_worked_time_by_project(ada: Driver) -> None:
    await start(ada, Task="Review", Project="Atlas")
    await finish(ada)
    await ada.say("report")
    await ada.until_text("By project: “Atlas” · worked 30 min · paused 0 s · 1 session.")
    await start(ada, Task="Mail", Project="No project")
    await ada.advance("12m")
    await ada.say("report")
    await ada.until_text("“Atlas” · worked 30 min", "(no project) · worked 12 min · paused 0 s · 1 session")
