"""Page numbers in the text of a copied or paged file."""

import pytest

from flows.clean.page_numbers import find_page_numbers

PAGE = "各单位要认真落实,确保完成任务。" * 40


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        (f"{PAGE}\n1\n{PAGE}\n2\n{PAGE}\n3\n{PAGE}", ["1", "2", "3"], "numbers on lines of their own"),
        (f"{PAGE}并—2—\n{PAGE}完—3—\n{PAGE}—4—\n", ["—2—", "—3—", "—4—"], "between dashes at the ends of lines"),
        ("封面—1—\n正文—2—\n印发—3—\n", ["—1—", "—2—", "—3—"], "between dashes a page may be short"),
        (f"{PAGE}\n1\n{PAGE}\n2\n{PAGE}", [], "two are no series"),
        ("1\n新建学校\n2\n加强培训\n3\n深化改革\n", [], "numbers of the rows of a table"),
        (f"{PAGE}\n5\n{PAGE}\n9\n{PAGE}\n30\n{PAGE}", [], "numbers that do not follow one another"),
        (
            f"{PAGE}物流功96能。{PAGE}对外97网络{PAGE}\n98和{PAGE}\n99调度{PAGE}\n10012.3 提高能力\n{PAGE}",
            ["96", "97", "98", "99", "100"],
            "at the head of a page's first line",
        ),
        (f"{PAGE}新建12个。{PAGE}建成13所{PAGE}改造14家{PAGE}培育15名", [], "numbers with what they count"),
        (f"{PAGE}第12条{PAGE}第13条{PAGE}第14条{PAGE}第15条", [], "ordinals"),
        (f"{PAGE}\n1\n{PAGE}\n15\n{PAGE}\n2\n{PAGE}\n3\n", ["1", "2", "3"], "a number in between"),
    ],
)
def test_page_numbers(text: str, expected: list[str], why: str) -> None:
    assert [text[start:end] for start, end in find_page_numbers(text, 0, len(text))] == expected, why
