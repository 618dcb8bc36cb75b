# tb_lineno is where an exception was raised in a frame, f_lineno of its frame where it left it.
def no_clause():
    try:
        1 / 0
    except TypeError:
        pass
    except KeyError as e:
        pass


def final():
    try:
        1 / 0
    finally:
        a = 1
        a += 1


def final_selected(n):
    for i in range(3):
        try:
            if i == n:
                return
            if i > n:
                break
            1 / 0
        finally:
            a = 1
            a += 1


def again():
    try:
        1 / 0
    except ZeroDivisionError:
        a = 1
        raise


def other():
    try:
        1 / 0
    except ZeroDivisionError as e:
        int('x')


class Manager:
    def __enter__(self):
        pass

    def __exit__(self, *arguments):
        pass


def managed():
    with Manager():
        1 / 0
        pass

for f in no_clause, final, lambda: final_selected(9), again, other, managed:
    try:
        f()
    except Exception as e:
        tb = e.__traceback__.tb_next
        while tb:
            print(tb.tb_frame.f_code.co_name, tb.tb_lineno, tb.tb_frame.f_lineno)
            tb = tb.tb_next
