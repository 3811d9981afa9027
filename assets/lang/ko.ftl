# 창에 나오는 한국어 문장. en.ftl과 같은 키, 같은 변수를 쓰며 테스트가 둘을 비교한다.

## 상단 막대

tab-train = 학습
tab-versus = 대결
about-open = Sidestep 정보
help-open = 단축키
settings-open = 설정
theme-switch = 테마 바꾸기
language-switch = 언어 바꾸기
state-learning = 학습 중
state-paused = 일시 정지
state-diverged = 발산
state-diverged-help = { $step }스텝을 학습한 뒤 학습이 스스로 멈췄습니다: { $what }. 마지막으로 정상이던 가중치를 보존했습니다. 학습률을 낮추거나 기울기 클리핑을 켜면 대개 나아집니다. 초기화하면 다시 시작합니다.
top-episode = 에피소드
top-episode-help = 선택한 레인에서 끝난 에피소드 수
top-steps = 스텝
top-steps-help = 선택한 레인이 학습한 스텝 수
top-speed = 스텝/초
top-speed-help = 모든 레인을 합친 초당 스텝 수
top-return = 반환값
top-return-help = 최근 100개 에피소드의 평균 반환값
top-optimum = 최적값
top-optimum-help = 이 레벨의 시작 상태에서 정확한 최적 정책이 얻는 반환값(동적 계획법으로 계산)
top-optimum-unknown-help = 이 레벨의 정확한 최적값을 계산하는 중이거나, 상태가 너무 많아 계산할 수 없습니다

## 시간

time-play = 시작
time-pause = 일시 정지
time-step = 한 스텝
time-reset-same = 같은 시드로 초기화
time-reset-new = 새 시드로 초기화
time-undo-reset = 마지막 초기화 되돌리기
speed = 속도
speed-help = 시간이 흐르는 속도: 초당 1스텝에서 1만 스텝까지
speed-value = 초당 { $rate }스텝
speed-turbo = 터보: 컴퓨터가 낼 수 있는 최고 속도
speed-turbo-on = 터보

## 레벨

level-title = 레벨
level-open = 레벨 파일 열기
level-file = { $name } ({ $file })
level-edited = { $name } (편집됨)
level-facts = { $width } × { $height } · { $obstacles ->
    [0] 장애물 없음
   *[other] 장애물 { $obstacles }개
 } · 목표 { $goal }, 충돌 { $hit }, 스텝 { $step } · 최대 { $steps }스텝
level-not-running = 다음 시작 때 쓰입니다.
level-classic = 클래식
level-classic-about = 강좌의 그리드월드: 시작과 목표 사이를 장애물 셋이 오갑니다.
level-classic-paced = 클래식, 재촉
level-classic-paced-about = 스텝마다 0.1을 잃는 클래식: 숨어 있으면 손해입니다.
level-cliff = 절벽
level-cliff-about = 아무것도 움직이지 않습니다. 짧은 길은 가시밭 옆으로, 안전한 길은 멀리 돌아갑니다.
level-rush = 러시
level-rush-about = 장애물 여섯이 저마다의 박자로 보드를 가로지릅니다.
level-plaza = 광장
level-plaza-about = 벽으로 나뉜 광장을 여덟이 제멋대로 돌아다닙니다.
level-chase = 추격
level-chase-about = 추격자 둘이 에이전트를 쫓아옵니다.
level-harbour = 항구
level-harbour-about = 벽, 순환, 순찰, 배회가 섞인 넓은 항구. 시작과 목표가 매번 바뀝니다.

## 학습기

learner-title = 학습기
learner-algorithm = 알고리즘
learner-algorithm-help = 에이전트가 경험에서 배우는 방법입니다.
learner-preset = 프리셋
learner-preset-help = 설정 한 벌입니다. 고르면 아래 설정이 모두 바뀝니다.
learner-observation = 관측
learner-observation-help = 세계를 신경망에 넣을 숫자로 바꾸는 방법입니다.
learner-seed = 시드
learner-seed-help = 모든 우연의 출발점입니다. 시드가 같으면 실행도 완전히 같습니다.
learner-lanes = 동시 실행
learner-lanes-help = 서로 독립인 학습기 몇 개가 각자의 보드에서 동시에 배우는지 정합니다(1~64).
learner-lanes-differ = 서로 다른 점
learner-lanes-differ-help = 시드를 달리하면 운의 몫이 보이고, 알고리즘을 달리하면 무엇이 더 잘 배우는지 보입니다. 알고리즘은 각자의 프리셋을 씁니다.
lanes-differ-seeds = 시드
lanes-differ-algorithms = 알고리즘
algorithm-deep-sarsa = Deep SARSA
algorithm-deep-sarsa-help = 스텝마다 배웁니다. 보상과 실제로 다음에 할 행동의 가치로부터 행동의 가치를 고칩니다.
algorithm-reinforce = REINFORCE
algorithm-reinforce-help = 에피소드마다 배웁니다. 뒤따른 반환값이 클수록 그 행동의 확률이 높아집니다.
preset-textbook = 교과서
preset-textbook-help = 강좌에서 쓰는 값입니다.
preset-tuned = 조정됨
preset-tuned-help = 이곳에서 빠르고 확실하게 배우는 값입니다.
preset-changed = { $preset }, 변경됨
observation-relative = 상대 위치
observation-relative-help = 강좌와 같이 장애물과 목표까지의 거리, 장애물의 지난 방향을 봅니다. 언제 움직일지는 알 수 없습니다.
observation-relative-phase = 상대 위치와 위상
observation-relative-phase-help = 거리와 함께 장애물마다 다음 방향과 움직일 때까지 남은 스텝을 봅니다. 잘 판단하는 데 필요한 모든 것입니다.
observation-view = 시야 { $size } × { $size }
observation-view-help = 에이전트 주변의 창입니다. 보드 크기와 장애물 수가 달라도 같은 신경망을 쓸 수 있습니다.

## 하이퍼파라미터

parameters-live = 바로 적용
parameters-live-other = 지금은 다른 알고리즘이 실행 중입니다. 다음 시작 때 적용됩니다.
parameters-restart = 다시 시작할 때 적용
parameters-restart-help = 신경망이나 배치가 바뀌므로 처음부터 다시 배워야 합니다.
param-hidden = 은닉층
param-hidden-help = 입력 쪽부터 각 은닉층의 너비입니다. 층이 많고 넓을수록 더 많이 배울 수 있지만 느려집니다. 은닉층이 없으면 선형 모델입니다.
param-learning_rate = 학습률
param-learning_rate-help = 한 번의 갱신이 가중치를 얼마나 움직이는지 정합니다. 너무 크면 불안정하고 너무 작으면 끝없이 오래 걸립니다.
param-learning_rate_decay = 학습률 감쇠
param-learning_rate_decay-help = 갱신할 때마다 학습률에 곱하는 값입니다. 1이면 그대로입니다.
param-learning_rate_min = 최소 학습률
param-learning_rate_min-help = 학습률이 더 내려가지 않는 값입니다.
param-gamma = 할인율 γ
param-gamma-help = 한 스텝 뒤의 보상이 지금 얼마만큼의 가치인지 정합니다. 낮으면 근시안이 되어, 목표에 가는 것보다 숨는 것이 안전하다고 배울 수 있습니다.
param-epsilon_start = 처음 엡실론
param-epsilon_start-help = 처음에 무작위로 하는 행동의 비율, 곧 탐험입니다.
param-epsilon_decay = 엡실론 감쇠
param-epsilon_decay-help = 스텝마다 엡실론에 곱하는 값입니다. 1에 가까울수록 오래 탐험합니다.
param-epsilon_min = 최소 엡실론
param-epsilon_min-help = 엡실론이 더 내려가지 않는 값입니다. 이만큼의 탐험은 끝까지 남습니다.
param-baseline = 기준선
param-baseline-help = 반환값에서 빼는 값입니다. 평소보다 나은지가 중요해져 학습이 안정됩니다.
param-entropy_bonus = 엔트로피 보너스 β
param-entropy_bonus-help = 결정을 미루는 데 주는 보상입니다. 정책이 너무 일찍 굳는 것을 막습니다.
param-clip_norm = 기울기 클리핑
param-clip_norm-help = 기울기가 가질 수 있는 가장 큰 노름입니다. 더 크면 여기까지 줄입니다. 0이면 쓰지 않습니다.
param-actors = 액터
param-actors-help = 시드가 다른 아레나 몇 개가 이 학습기 하나를 가르치는지 정합니다(1~64). 한 번의 갱신으로 모두에게서 배웁니다.
choice-none = 없음
choice-whitened = 표준화한 반환값
choice-value = 가치 신경망
layers-add = 층 추가
layers-remove = 마지막 층 삭제
layers-width = 은닉층 { $number }의 너비
pending-note = • 표시한 변경은 다시 시작해야 적용됩니다.
pending-mark = 변경됨: 다시 시작할 때 적용됩니다.
pending-apply = 변경해서 다시 시작
pending-apply-help = 이 설정으로 새로 시작합니다. 되돌릴 수 있습니다.
pending-discard = 취소
pending-discard-help = 지금 보이는 실행의 설정으로 돌아갑니다.

## 파일

file-open = 열기…
file-open-help = 레벨, 정책, 저장한 실행을 엽니다. 파일을 창에 끌어다 놓아도 됩니다.
file-save-policy = 정책
file-save-policy-help = 신경망을 safetensors 파일로 저장합니다. 평가에 쓰거나 PyTorch에서 열 수 있습니다
file-save-run = 실행
file-save-run-help = 실행 전체를 저장해 나중에 바로 그 자리에서 이어 갑니다

## 그래프

plots-title = 학습 곡선
plots-png = 곡선을 PNG 그림으로 저장
plots-csv = 곡선을 CSV 표로 저장
plots-none = 켜진 그래프가 없습니다.
plots-lane = 이 레인의 결정 보기
plots-more-lanes = 외 { $n }개
plots-optimum = 최적값
plots-at = 에피소드 { $episode }
plot-return = 에피소드 반환값, 최근 100개 평균
plot-return-short = 반환값
plot-return-help = 한 에피소드에서 받은 보상의 합입니다. 선은 최근 100개 에피소드의 평균, 띠는 최솟값에서 최댓값까지, 점선은 정확한 최적값입니다.
plot-rates = 성공률과 무충돌률, 최근 100개 에피소드
plot-rates-short = 성공률
plot-rates-help = 목표에 도달한 에피소드의 비율, 점선은 충돌 없이 도달한 비율입니다.
plot-success = 성공
plot-hit-free = 무충돌
plot-length = 에피소드 길이(스텝)
plot-length-short = 길이
plot-length-help = 한 에피소드가 몇 스텝 걸렸는지 보입니다.
plot-loss = 손실
plot-loss-short = 손실
plot-loss-help = 최적화기가 줄이려는 값입니다. 새로운 상황을 만나면 에이전트가 나아지는 동안에도 커질 수 있습니다.
plot-td-error = TD 오차, 어드밴티지
plot-td-error-short = TD 오차
plot-td-error-help = 예측이 목표와(Deep SARSA), 또는 반환값이 기준선과(REINFORCE) 평균적으로 얼마나 달랐는지 보입니다.
plot-epsilon = 엡실론: 무작위 행동의 비율
plot-epsilon-short = 엡실론
plot-epsilon-help = 에이전트가 가장 좋은 행동 대신 무작위 행동을 얼마나 자주 하는지 보입니다.
plot-entropy = 정책의 엔트로피(nat)
plot-entropy-short = 엔트로피
plot-entropy-help = 정책이 얼마나 망설이는지 보입니다. 다섯 행동의 확률이 모두 같으면 1.61, 하나만 남으면 0입니다.
plot-exploration = 탐험: 엡실론 또는 엔트로피
plot-exploration-short = 탐험
plot-exploration-help = Deep SARSA는 엡실론, REINFORCE는 엔트로피(nat)입니다.
plot-speed = 초당 스텝 수
plot-speed-short = 속도
plot-speed-help = 시뮬레이션이 1초에 몇 스텝을 실행했는지 보입니다.

## 결정

decision-title = 결정
decision-none = 아직 결정이 없습니다. 시작이나 한 스텝을 누르세요.
decision-values = Q값
decision-values-help = 각 행동에 기대하는 값, 곧 그 뒤에 받을 할인된 보상의 합입니다.
decision-probabilities = 확률
decision-probabilities-help = 정책이 각 행동을 고를 확률입니다.
decision-greedy = 탐욕
decision-greedy-help = 가치가 가장 높은 행동을 골랐습니다.
decision-explored = 탐험
decision-explored-help = 결과를 알아보려고 무작위로 행동을 골랐습니다.
decision-likeliest = 최대 확률
decision-likeliest-help = 확률이 가장 높은 행동이 뽑혔습니다.
decision-drawn = 표본
decision-drawn-help = 확률이 가장 높은 행동이 아닌 다른 행동이 뽑혔습니다. 정책은 이렇게 탐험합니다.
decision-epsilon = ε = { $value }
decision-epsilon-help = 엡실론: 지금 무작위로 하는 행동의 비율
decision-entropy = H = { $value }
decision-entropy-help = 정책의 엔트로피(nat): 지금 얼마나 망설이는지
decision-bar = { $action }: { $value }
decision-bar-chosen = { $action }: { $value } (선택)
decision-no-update = 아직 배운 것이 없습니다.
decision-td-target = 목표값
decision-td-target-help = Q(s, a)가 되었어야 할 값: 보상에 실제로 다음에 할 행동의 할인된 가치를 더한 것입니다.
decision-td-ended = 이 스텝에서 에피소드가 끝났습니다. 뒤따르는 것이 없어 보상만 셉니다.
decision-td-error = 오차
decision-td-error-help = 예측이 얼마나 빗나갔는지 보입니다. 갱신은 Q(s, a)를 목표값 쪽으로 옮깁니다.
decision-return = 반환값
decision-return-help = 지난 에피소드의 한 스텝 뒤에 받은 할인된 보상의 합입니다.
decision-advantage = 어드밴티지
decision-advantage-help = 반환값을 기준선과 비교한 값입니다. 양수면 그 행동의 확률이 오르고 음수면 내립니다.
decision-sees = 에이전트가 보는 것
decision-numbers = 숫자로 보기({ $count }개)
action-up = 위
action-down = 아래
action-right = 오른쪽
action-left = 왼쪽
action-stay = 제자리
heading-right = 오른쪽으로
heading-left = 왼쪽으로
heading-down = 아래로
heading-up = 위로
heading-right-or-down = 오른쪽이나 아래로
heading-left-or-up = 왼쪽이나 위로
place-right = 오른쪽 { $n }칸
place-left = 왼쪽 { $n }칸
place-down = 아래 { $n }칸
place-up = 위 { $n }칸
place-here = 같은 칸
seen-goal = 목표 { $number }: { $place }
seen-obstacle = 장애물 { $number }: { $place }
seen-obstacle-heading = 장애물 { $number }: { $place } · { $heading }
seen-last = { $direction } 움직였음
seen-next = { $steps ->
    [1] 다음에
   *[other] { $steps }스텝 뒤
 } { $direction }
seen-chance = { $steps ->
    [1] 다음에 움직일 수 있음
   *[other] { $steps }스텝 뒤 움직일 수 있음
 }
seen-window = 에이전트를 가운데에 둔 시야: 벽, 지금의 장애물(원), 곧 올 장애물(고리), 목표

## 보드

overlays-title = 보드에 표시
overlay-values = 가치
overlay-values-help = 장애물이 지금 자리에 있을 때 학습기가 보는 각 칸의 가치
overlay-actions = 행동
overlay-actions-help = 각 칸에서 행동의 가치나 확률만큼 긴 화살표
overlay-optimum = 최적 행동
overlay-optimum-help = 정확한 최적 정책이 각 칸에서 할 행동
overlay-differences = 차이
overlay-differences-help = 학습기의 가장 좋은 행동이 최적 행동과 다른 칸
overlay-trail = 자취
overlay-trail-help = 에이전트의 최근 움직임
overlay-grid = 격자
overlay-grid-help = 칸 사이의 선
overlay-numbers = 숫자
overlay-numbers-help = 칸이 충분히 클 때 각 칸의 학습된 가치를 숫자로 보여 줍니다
overlay-no-optimum = 이 레벨의 정확한 최적값을 알 수 없습니다.
edit-motion = 움직임
edit-motion-help = 새로 놓는 장애물이 움직이는 방식
edit-title = 보드 편집
edit-help-look = 도구를 고르고 칸을 누르세요. 에이전트는 계속 배웁니다.
edit-help-tool = 보드의 칸을 누르거나 끌어서 칠하세요.
edit-undo = 되돌리기
edit-save = 레벨 저장
tool-look = 보기만
tool-wall = 벽
tool-start = 시작
tool-goal = 목표
tool-obstacle = 장애물
tool-erase = 지우기
motion-still = 정지
motion-patrol-x = 가로 왕복
motion-patrol-y = 세로 왕복
motion-walk = 무작위
motion-chase = 추격

## 대결

mode-title = 라운드 승리 조건
mode-race = 경주
mode-race-rule = 목표에 먼저 닿으면 라운드를 이깁니다. 충돌하면 레벨이 정한 만큼 점수를 잃습니다.
mode-score = 점수
mode-score-rule = 목표는 다시 나타납니다. 정해진 스텝이 지난 뒤 반환값이 높은 쪽이 라운드를 이깁니다.
mode-hunt = 사냥
mode-hunt-rule = 사냥꾼은 장애물을 조종합니다. 에이전트가 목표에 닿기 전에 건드리면 이깁니다.
score-steps = 라운드의 스텝 수
score-steps-help = 한 라운드가 몇 스텝인지 정합니다(10~1000)
hunters = 사냥꾼이 조종하는 것
hunters-help = 에이전트가 갈 길에 가장 가까이 있는 장애물 하나, 또는 모두를 한꺼번에 조종합니다
hunters-one = 하나
hunters-all = 모두
practice = 에이전트가 라운드 사이에 연습
practice-help = 방금 만난 사냥꾼을 상대로 계속 배웁니다. 같은 수에 언제까지나 당하지는 않습니다.
seats-title = 참가자
seats-add = 자리 추가
seats-add-help = 한 보드에서 넷까지 겨룹니다. 서로 길을 막지 않습니다.
seats-remove = 자리 { $number } 빼기
seat-number = 자리 { $number }
seat-hunter = 사냥꾼
seat-runner = 도망자
seat-person-arrows = 사람, 화살표
seat-person-wasd = 사람, WASD
seat-person-ijkl = 사람, IJKL
seat-person-help = 이 키보드로 조종하는 사람입니다. 셋까지 함께 쓸 수 있습니다.
seat-learner = 학습기
seat-learner-help = 학습 화면의 학습기를 지금 모습 그대로 데려옵니다
seat-file = 신경망 파일
seat-file-choose = 파일 선택…
seat-file-help = 저장한 정책(safetensors 파일)
seat-opponent-early = 초반 상대
seat-opponent-middle = 중반 상대
seat-opponent-final = 완성된 상대
seat-opponent-help = 이 레벨에서 한 번의 학습을 도중에 담아 둔 것입니다. 측정한 평균 반환값이 옆에 있습니다
seat-opponent-measured = 숫자는 평균 반환값입니다.
seat-opponent-missing = 이 레벨에는 내장 상대가 없습니다. 다른 참가자를 고르세요.
seat-optimum = 최적 정책
seat-optimum-help = 동적 계획법으로 구한, 더 잘할 수 없는 정책입니다
seat-optimum-solving = 계산하는 중입니다.
seat-random = 무작위 보행자
seat-random-help = 다섯 행동 가운데 아무것이나 합니다
course-title = 진행 방식
best-of = 최대 라운드 수
best-of-help = 1부터 15까지의 홀수입니다. 절반 넘게 이기면 대결에서 이깁니다.
tempo = 빠르기
tempo-real-time = 실시간
tempo-real-time-help = 시간이 저절로 흐릅니다. 한 스텝에서 마지막에 누른 키가 쓰이고, 조금 일찍 누른 키는 다음 스텝에 쓰입니다.
tempo-turns = 차례대로
tempo-turns-help = 키를 누를 때까지 세계가 기다립니다.
tempo-turbo = 터보
tempo-turbo-help = 컴퓨터가 낼 수 있는 최고 속도입니다. 에이전트끼리만 겨룹니다.
thinking = 상대의 생각 보기
thinking-help = 대결하는 동안 각 신경망의 Q값이나 확률을 보여 줍니다
thinking-short = 생각
thinking-title = 상대의 생각
versus-seed-help = 모든 우연의 출발점입니다. 시드와 누른 키가 같으면 대결도 같습니다.
versus-start = 시작
versus-end = 대결 끝내기
versus-change = 바꾸기
rules-title = 하는 법
rules-rewards = 이 레벨: 목표 { $goal }, 충돌 { $hit }, 스텝 { $step }.
rules-sides = 서로 길을 막지 않습니다. 라운드는 둘씩 짝입니다. 장애물은 같게 움직이고 출발 칸을 맞바꿉니다.
rules-steers = 조종 키
rules-steers-hunters = 장애물 조종 키
pause = 일시 정지
paused = 일시 정지
go-on = 계속
give-up = 포기
give-up-question = 이 대결을 포기할까요?
give-up-question-help = 진 것으로 기록됩니다. 결정할 때까지 시간은 멈춰 있습니다.
question-no = 아니요, 돌아가기
round-of = 라운드 { $round } / { $rounds }
round-steps = 스텝 { $steps } / { $limit }
waits-for = { $name }: 차례입니다
countdown-go = 출발!
next-round = 다음 라운드
next-round-in = { $seconds }초 뒤
practising = 에이전트가 당신을 상대로 연습하는 중…
score-return = 이 라운드의 반환값
score-goals = 목표
score-hits = 충돌
score-done = 마침
score-wins = { $wins }라운드 승리
rematch = 다시 대결
rounds-title = 라운드
rounds-help = 라운드를 고르면 그 경로가 보입니다.
rounds-paths = 보드에는 고른 라운드의 모든 경로와 최적 경로가 나란히 있습니다.
round-title = { $round }  ·  { $text }
result-return = 반환값
result-regret = 리그렛
result-regret-help = 같은 출발점에서 최적 정책이 더 얻었을 반환값
result-steps = 스텝
learn-title = 나에게 배우기
learn-from-me = 내 경기를 학습기에 보여 주기
learn-help = 학습 화면의 학습기가 당신의 경기를 시범으로 보고 배운 뒤 거기서 이어 갑니다.
learn-running = 배우는 중…
learned-before = 이전
learned-after = 이후
learned-return = 평균 반환값
learned-success = 성공률
learned-agreement = 당신과 같은 행동
learned-episodes = 각각 에피소드 { $episodes }개로 측정했습니다.
records-title = 기록
records-none = 아직 대결한 적이 없습니다.
records-mine = 내 레이팅
records-mine-help = 엘로 레이팅: 1200에서 시작해 이길 때마다 오르며, 상대가 강할수록 많이 오릅니다
records-level = 레벨
records-level-help = 레벨과 라운드 승리 조건
records-opponent = 상대
records-opponent-help = 맞서 겨룬 상대
records-games = 승–무–패
records-games-help = 이긴 대결, 비긴 대결, 진 대결
records-steps = 스텝
records-steps-help = 목표까지 걸린 가장 적은 스텝
records-return = 반환값
records-return-help = 한 라운드의 가장 높은 반환값
records-streak = 연승
records-streak-help = 지금 이어지는 연승
records-rating = 레이팅
records-rating-help = 이 레벨에서 상대의 레이팅
records-export = CSV
records-export-help = 표를 CSV로 저장
records-reset = 모두 지우기
records-undo = 되찾기
records-question = 기록을 모두 지울까요?
records-question-help = 모든 대결, 최고 기록, 레이팅을 디스크에서 지웁니다.

## 설정

settings-title = 설정
settings-language = 언어
settings-theme = 테마
theme-system = 시스템
theme-dark = 어둡게
theme-light = 밝게
settings-scale = 화면 배율
settings-scale-help = 모든 것을 키우거나 줄입니다. 프로젝터나 4K 화면에 맞추세요
settings-text-size = 글자 크기
settings-text-size-help = 글자 크기(포인트)
settings-reduced-motion = 움직임 줄이기
settings-reduced-motion-help = 에이전트와 장애물이 미끄러지지 않고 칸에서 칸으로 바로 옮겨 가며, 서서히 사라지는 효과를 쓰지 않습니다.
settings-dashed-lines = 곡선을 선 모양으로도 구분
settings-dashed-lines-help = 곡선을 색뿐 아니라 점선 모양으로도 구분합니다.
settings-volume = 소리 크기
settings-colours = 어떤 색각으로도 색을 구분할 수 있고, 모양도 서로 다릅니다.
settings-defaults = 기본값으로

## 단축키

help-title = 단축키
help-plots = 학습 곡선: 끌면 이동, Ctrl과 휠로 확대, 두 번 누르면 전체를 봅니다.
keys-run = 시간
keys-view = 보기
keys-edit = 보드 편집
keys-files = 파일
keys-versus = 대결
keys-arrows = 화살표로 조종
keys-wasd = WASD로 조종
keys-ijkl = IJKL로 조종
keys-window = 창
keys-help = 이름 옆의 단추를 누른 다음 새 키를 누르세요. Esc를 누르면 그대로 둡니다.
keys-change = { $name }: { $key }. 누르면 바꿉니다.
keys-listening = 키를 누르세요…
keys-reset = { $name }: 원래 키로
keys-defaults = 모든 키를 원래대로
keys-taken = { $key } 키는 이미 쓰입니다: { $name } ({ $group }).
keys-reserved = { $key } 키는 여기에 쓸 수 없습니다.
keys-swap = 맞바꾸기
keys-swap-help = 다른 쪽이 이 키를 대신 씁니다.
keys-keep = 그대로 두기
key-play-pause = 시작 또는 일시 정지
key-step = 한 스텝
key-reset-same = 같은 시드로 초기화
key-reset-new = 새 시드로 초기화
key-undo-reset = 마지막 초기화 되돌리기
key-faster = 빠르게
key-slower = 느리게
key-turbo = 터보 켜기/끄기
key-next-lane = 다음 레인
key-previous-lane = 이전 레인
key-open = 파일 열기
key-save-policy = 정책 저장
key-save-run = 실행 저장
key-save-level = 레벨 저장
key-versus-begin = 시작, 다음 라운드, 다시 대결
key-versus-pause = 일시 정지 또는 계속
key-versus-back = 뒤로
key-versus-thinking = 상대의 생각 보기
key-versus-give-up = 포기
key-help = 이 목록
key-settings = 설정
key-fullscreen = 전체 화면

## 알림과 정보

close = 닫기
lane-seed = 시드 { $seed }
notice-opened = 열었습니다: { $file }
notice-saved = 저장했습니다: { $file }
fault-level = 이 레벨은 플레이할 수 없습니다. 표시된 곳을 고치거나 내장 레벨을 고르세요.
fault-setup = 이 설정으로는 실행을 시작할 수 없습니다. 지금 실행은 계속됩니다.
fault-fit = 신경망의 입력은 { $expected }개인데 이 레벨의 관측은 { $found }개입니다. 학습에 쓴 레벨을 열거나 그 관측을 고르세요.
fault-checkpoint = 이 체크포인트는 쓸 수 없습니다.
fault-run = { $file }: 저장된 실행이 아니거나 손상되었습니다. "실행"으로 저장한 파일을 고르거나 체크포인트를 여세요.
fault-read = { $file }: 읽을 수 없습니다. 경로와 권한을 확인하세요.
fault-write = { $file }: 쓸 수 없습니다. 다른 폴더를 고르거나 공간을 비우세요.
fault-kind = { $file }: 레벨(.toml)도 체크포인트(.safetensors)도 저장된 실행(.run)도 아닙니다.
fault-inputs = { $file }: 입력이 { $inputs }개인데 그 레벨이나 지금 레벨의 어떤 관측도 맞지 않습니다. 학습에 쓴 레벨을 먼저 여세요.
fault-settings = { $file }의 설정을 쓸 수 없어 기본값으로 시작합니다. 파일은 { $aside }(으)로 남겨 두었습니다.
notice-no-dialog = 이 시스템에서는 파일 대화 상자를 쓸 수 없습니다. 파일을 창에 끌어다 놓아 여세요.
notice-undone = 마지막 초기화를 되돌렸습니다.
notice-restarted = 새 실행을 시작했습니다. 되돌리면 이전 실행이 돌아옵니다.
notice-edit-restarted = 바뀐 보드에 신경망이 맞지 않아 새 실행을 시작했습니다.
edit-taken = 이 칸에 무언가 있습니다. 먼저 지우세요.
edit-wall = 벽이 있는 칸입니다. 먼저 벽을 치우세요.
edit-last-one = 레벨에는 시작과 목표가 하나씩은 있어야 합니다.
about-title = 정보
about-what = 움직이는 장애물을 비켜 가는 법을 에이전트가 눈앞에서 배웁니다. Deep SARSA와 REINFORCE를 보드 하나에서, 또는 예순네 개에서 실시간으로.
about-licence = 라이선스: MIT 또는 Apache-2.0.
about-fonts = 글꼴: Pretendard로 만든 Sidestep Sans(SIL 오픈 폰트 라이선스 1.1). 아이콘: Phosphor(MIT).
about-course = 클래식 레벨은 RLCode 강좌의 그리드월드를 따릅니다.

## 좁은 창

side-controls = 조작
side-curves = 곡선
side-decision = 결정
side-board = 보드
side-match = 대결
side-records = 규칙과 기록

### 게임이 전하는 대전 소식

versus-you = 나
versus-person = 사람
versus-gave-up = { $name }의 기권
versus-you-win-match = 대전에서 이겼습니다!
versus-wins-match = { $name }의 승리
versus-match-drawn = 대전은 무승부
versus-you-win-round = 이번 라운드는 내 승리
versus-wins-round = 이번 라운드는 { $name }의 승리
versus-round-drawn = 무승부
versus-how-goal = 목표에 먼저 도착
versus-how-points = 더 높은 반환값
versus-how-caught = 잡힘
versus-how-escaped = 목표로 탈출
versus-how-time = 시간 종료
versus-how-out = 남은 참가자 없음
versus-how-given-up = 기권
versus-same-keys = 두 사람이 같은 키를 씁니다. 한 사람의 키를 바꾸세요.
versus-no-file = 파일로 두는 자리에 쓸 파일을 고르세요.
versus-optimum-pending = 이 레벨의 최적 정책을 아직 계산하고 있습니다. 잠시만 기다리세요.
versus-no-optimum = 이 레벨은 상태가 너무 많아 정확한 최적 정책이 없습니다. 다른 상대를 고르세요.
versus-no-opponent = 이 레벨에는 내장 상대가 없습니다. 학습자, 파일, 최적 정책, 무작위 상대 가운데 고르세요.
notice-learned = 학습자에게 내 게임을 보여 주었습니다. 학습은 거기서 이어지고, 되돌리기로 이전 상태를 되찾을 수 있습니다.
notice-records-reset = 기록을 비웠습니다.
fault-match = 이 대전은 할 수 없습니다.
fault-lesson = 학습자가 여기서 배울 수 없었습니다.
fault-records = 기록을 저장하지 못했습니다.
fault-records-aside = { $file }의 기록을 읽을 수 없습니다. { $aside }(으)로 옮겨 두고 새 기록을 시작합니다.

## 영상

film-episode = 에피소드 { $episode }
film-episode-of = 에피소드 { $episode } / { $episodes }
film-round = { $round }라운드
film-return = 반환값 { $value }
film-hurried = { $times }배속
film-reel = { $algorithm }, 에피소드 { $episodes }개로 배우다
film-curve = 반환값, 에피소드 { $window }개 평균
film-curve-end = 에피소드 { $episodes }
### 녹화

clip-title = 녹화
clip-start = 녹화 시작
clip-stop = 녹화 끝내기
clip-still = 화면 찍기
clip-choices = 무엇을 녹화할지
clip-finishing = 마지막 프레임을 쓰고 있습니다.
clip-region = 범위
clip-board = 보드만
clip-window = 창 전체
clip-format = 파일
clip-mp4 = MP4
clip-gif = GIF
clip-frames = PNG 프레임
clip-size = 크기
clip-own-size = 보이는 대로
clip-720p = 720p
clip-1080p = 1080p
clip-rate = 초당 프레임
clip-30 = 30
clip-60 = 60
clip-quality = 화질
clip-small = 작게
clip-standard = 보통
clip-high = 높게
clip-folder = 녹화 파일은 { $folder }에 저장됩니다
clip-time = 녹화하는 동안에는 창의 한 프레임이 곧 클립의 한 프레임입니다. 느린 컴퓨터에서는 창이 느려져도 클립은 매끄럽습니다.
key-record = 녹화 시작, 끝내기
key-still = 화면 찍기
notice-recorded = 녹화했습니다: { $file } ({ $seconds }초, { $megabytes } MB)
fault-recording = 녹화하지 못했습니다.
