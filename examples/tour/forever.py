# A program that never ends, and tries not to be stopped.
def hold_on():
    count = 0
    while True:
        try:
            while True:
                count += 1
        except BaseException:
            print('not stopped!')
        finally:
            print('nor here!')


hold_on()
