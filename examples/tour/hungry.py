# A program that eats memory.
def eat():
    eaten = []
    while True:
        eaten.append(['crumbs'] * 1000)


eat()
